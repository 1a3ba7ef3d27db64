using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectionDiagnostics;

/// <summary>Writes an <see cref="IPNetwork"/> as people write it.</summary>
internal sealed class IPNetworkJsonConverter : JsonConverter<IPNetwork>
{
    public override IPNetwork Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && IPNetwork.TryParse(text, out IPNetwork value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, IPNetwork value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
