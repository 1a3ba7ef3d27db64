"""Writes each fenced C# block of the given READMEs as a class, and a program that runs them all.

A block is what stands in a method, with its usings before and its types after it; one that begins with "catch" is given a request to catch.
"""
import pathlib
import re
import sys

work, readmes = pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]]
names = []
for readme in readmes:
    for number, match in enumerate(re.finditer(r"^```csharp\n(.*?)^```", readme.read_text(), re.MULTILINE | re.DOTALL), 1):
        line = readme.read_text()[: match.start()].count("\n") + 2
        usings = [text for text in match[1].splitlines() if re.match(r"using [\w.]+;$", text)]
        lines = [text for text in match[1].splitlines() if text not in usings]
        types = next((i for i, text in enumerate(lines) if re.match(r"(public |internal )?(sealed |static )*(class|record) ", text)), len(lines))
        body = "\n".join(lines[:types])
        if body.lstrip().startswith("catch"):
            body = 'try { await new HttpClient(new ConnectionDiagnosticsHandler(diagnoser, new SocketsHttpHandler())).GetAsync("http://127.0.0.1:9/"); }\n' + body
        name = re.sub(r"\W+", "_", str(readme)) + f"_{number}"
        names.append((name, f"{readme}:{line}"))
        (work / f"{name}.cs").write_text(
            "\n".join(usings)
            + f"\n\nnamespace Readme.{name}\n{{\ninternal static class Snippet\n{{\npublic static async Task RunAsync()\n{{\n{body}\nawait Task.Yield();\n}}\n}}\n\n"
            + "\n".join(lines[types:])
            + "\n}\n")

assert names, "the READMEs have no snippet"
calls = "\n".join(f'await RunAsync("{where}", Readme.{name}.Snippet.RunAsync);' for name, where in names)
(work / "Program.cs").write_text(f"""int failed = 0;
{calls}
Console.WriteLine($"{len(names)} snippets, {{failed}} failed");
return failed;

async Task RunAsync(string where, Func<Task> snippet)
{{
    try
    {{
        await snippet();
        Console.WriteLine($"ok   {{where}}");
    }}
    // What the snippet connects to is not there.
    catch (Exception exception) when (exception is ConnectionFailedException or System.Net.WebSockets.WebSocketException or HttpRequestException)
    {{
        Console.WriteLine($"ok   {{where}}: {{exception.Message}}");
    }}
    catch (Exception exception)
    {{
        failed++;
        Console.WriteLine($"FAIL {{where}}: {{exception}}");
    }}
}}
""")
