using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectionDiagnostics;

/// <summary>Writes an <see cref="IPEndPoint"/> as people write it.</summary>
internal sealed class IPEndPointJsonConverter : JsonConverter<IPEndPoint>
{
    public override IPEndPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && IPEndPoint.TryParse(text, out IPEndPoint? value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, IPEndPoint value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
