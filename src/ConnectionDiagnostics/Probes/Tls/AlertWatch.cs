namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>Follows the records that a peer sends (RFC 8446, section 5.1) and keeps the last alert that came in plain.</summary>
internal struct AlertWatch
{
    private const int HeaderLength = 5;
    private const byte ContentAlert = 0x15;
    private const byte ContentApplicationData = 0x17;
    private const byte ContentChangeCipherSpec = 0x14;

    // Level and description; an encrypted alert is longer.
    private const int AlertLength = 2;

    private int _headerRead;
    private byte _type;
    private int _left;
    private bool _isAlert;
    private bool _isLost;

    /// <summary>What the alert says (RFC 8446, section 6.2); <see langword="null"/> while there was none.</summary>
    public int? Alert { get; private set; }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isLost)
        {
            if (_headerRead < HeaderLength)
            {
                ReadHeader(bytes[0]);
                bytes = bytes[1..];
            }
            else
            {
                int count = Math.Min(_left, bytes.Length);
                if (_isAlert && _left == count)
                {
                    Alert = bytes[count - 1];
                }

                bytes = bytes[count..];
                _left -= count;
                _headerRead = _left == 0 ? 0 : HeaderLength;
            }
        }
    }

    private void ReadHeader(byte value)
    {
        switch (_headerRead++)
        {
            case 0:
                _type = value;
                _isLost = value is < ContentChangeCipherSpec or > ContentApplicationData;
                break;
            case 3:
                _left = value << 8;
                break;
            case HeaderLength - 1:
                _left |= value;
                _isAlert = _type == ContentAlert && _left == AlertLength;
                _headerRead = _left == 0 ? 0 : HeaderLength;
                break;
        }
    }
}
