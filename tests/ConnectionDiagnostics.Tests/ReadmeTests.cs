using System.Text.RegularExpressions;
using ConnectionDiagnostics.Tests.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConnectionDiagnostics.Tests;

/// <summary>What README.md shows compiles.</summary>
public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_piece_of_code_compiles()
    {
        string[] blocks = [.. Blocks(Text)];

        blocks.Should().HaveCount(Regex.Count(Text, "```csharp"), "every block has to be found");
        foreach (string block in blocks)
        {
            Errors(block).Should().BeEmpty("of\n{0}", block);
        }
    }

    [Fact]
    public void A_block_that_does_not_compile_is_found()
    {
        Blocks("a\n```csharp\nint a = 1;\n```\nb\n```csharp\nx\n```\n").Should().Equal("int a = 1;\n", "x\n");
        Errors("var d = await new ConnectionDiagnoser().DiagnoseAsync(ConnectionTarget.Parse(\"a:1\"));\nConsole.WriteLine(d);").Should().BeEmpty();
        Errors("var d = await new ConnectionDiagnoser().NoSuchAsync();").Should().ContainSingle();
    }

    private static IEnumerable<string> Blocks(string text) => BlockPattern().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    /// <summary>A block is the body of an asynchronous method; its own types stand behind it.</summary>
    private static string[] Errors(string block)
    {
        const string Names = """
            global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net;
            global using System.Net.Http; global using System.Net.Sockets; global using System.Net.WebSockets; global using System.Threading;
            global using System.Threading.Tasks; global using ConnectionDiagnostics;
            """;
        // Top-level statements are such a body, and let a block bring its types along.
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme", [CSharpSyntaxTree.ParseText(block, options), CSharpSyntaxTree.ParseText(Names + GivenNames, options)],
            [.. RoomChecker.References, .. Directory.EnumerateFiles(AppContext.BaseDirectory, "ConnectionDiagnostics*.dll")
                .Where(file => !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal)).Select(file => MetadataReference.CreateFromFile(file))],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
    }

    /// <summary>Names that a reader has: a diagnoser, a target, a token, and so on.</summary>
    private const string GivenNames = "";
}
