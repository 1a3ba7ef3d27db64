using System.Text.Json.Serialization;

namespace ConnectionDiagnostics;

/// <summary>The source-generated serializer of evidence.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(IPAddressJsonConverter), typeof(IPEndPointJsonConverter), typeof(IPNetworkJsonConverter)])]
[JsonSerializable(typeof(ConnectionEvidence))]
internal sealed partial class EvidenceJsonContext : JsonSerializerContext;
