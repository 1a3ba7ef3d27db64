using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectionDiagnostics;

/// <summary>Writes an <see cref="IPAddress"/> as people write it.</summary>
internal sealed class IPAddressJsonConverter : JsonConverter<IPAddress>
{
    public override IPAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && IPAddress.TryParse(text, out IPAddress? value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, IPAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
