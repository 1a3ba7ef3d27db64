namespace ConnectionDiagnostics.Platform;

/// <summary>The proxy of .NET's own HTTP client: from the environment's variables, the system's setting, or what the application has put in its place.</summary>
internal static class HttpClientProxy
{
    public static Uri? Find(Uri target)
    {
        try
        {
            return HttpClient.DefaultProxy.IsBypassed(target) ? null : HttpClient.DefaultProxy.GetProxy(target);
        }
#pragma warning disable CA1031 // The application's own proxy class may throw anything; there is then no proxy to name.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
