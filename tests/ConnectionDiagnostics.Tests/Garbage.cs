namespace ConnectionDiagnostics.Tests;

/// <summary>Bytes as a hostile peer would choose them: noise, and something valid with bytes changed, cut and repeated. The same every time.</summary>
internal static class Garbage
{
    private const int Inputs = 20_000;

    public static void Feed(Action<byte[]> parser, params byte[][] valid)
    {
        var random = new Random(20260301);
        for (int i = 0; i < Inputs; i++)
        {
            byte[] bytes = Make(random, valid);
            try
            {
                parser(bytes);
            }
            catch (Exception exception)
            {
                throw new Xunit.Sdk.XunitException($"{exception.GetType().Name} on {Convert.ToHexString(bytes)}", exception);
            }
        }
    }

    private static byte[] Make(Random random, byte[][] valid)
    {
        byte[] bytes;
        if (valid.Length == 0 || random.Next(3) == 0)
        {
            bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            return bytes;
        }

        bytes = [.. valid[random.Next(valid.Length)]];
        for (int change = random.Next(6); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : random.Next(2) * 255);
        }

        return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
