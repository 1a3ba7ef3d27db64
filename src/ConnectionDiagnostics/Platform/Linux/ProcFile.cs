using System.Text;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Reads a file of /proc (proc(5)), so much of it as there may be sense in.</summary>
internal static class ProcFile
{
    private const int MaxBytes = 1024 * 1024;

    /// <returns><see langword="null"/> when it is not there or may not be read.</returns>
    public static string? Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            var bytes = new MemoryStream();
            byte[] buffer = new byte[4096];
            int count;
            while (bytes.Length < MaxBytes && (count = file.Read(buffer)) > 0)
            {
                bytes.Write(buffer, 0, count);
            }

            return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
