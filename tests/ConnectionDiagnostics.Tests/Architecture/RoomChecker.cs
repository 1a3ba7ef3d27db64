using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConnectionDiagnostics.Tests.Architecture;

/// <summary>Compiles sources and tells which room touches which: a room is a top folder, and the sources beside the folders are the room "".</summary>
internal sealed class RoomChecker
{
    private readonly List<(string File, SyntaxTree Tree)> _trees;
    private readonly CSharpCompilation _compilation;
    private readonly Lazy<IReadOnlyList<Touch>> _touches;

    public RoomChecker(IEnumerable<(string File, string Text)> sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        _trees = [.. sources.Select(source => (source.File, CSharpSyntaxTree.ParseText(source.Text, options, source.File)))];
        SyntaxTree usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
            + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;", options);
        _compilation = CSharpCompilation.Create(
            "Rooms", [.. _trees.Select(tree => tree.Tree), usings], References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        _touches = new Lazy<IReadOnlyList<Touch>>(() => [.. FindTouches()]);
    }

    /// <summary>What the runtime and the packages give.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is var name
                && !name.StartsWith("ConnectionDiagnostics", StringComparison.Ordinal) && !name.StartsWith("xunit", StringComparison.OrdinalIgnoreCase))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Every use of a type of another room, or of a type from outside.</summary>
    public IReadOnlyList<Touch> Touches => _touches.Value;

    /// <summary>Errors other than those of code that a generator would have added.</summary>
    public IEnumerable<string> Errors => _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree?.FilePath}: {diagnostic.GetMessage(null)}");

    public static string RoomOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>Files that do not hold exactly one type of their own name.</summary>
    public IEnumerable<string> FilesNotNamedLikeTheirType()
    {
        foreach ((string file, SyntaxTree tree) in _trees)
        {
            string[] types =
            [
                .. tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
                    .Select(type => type.Identifier.Text),
            ];
            if (types.Length != 1 || types[0] != Path.GetFileNameWithoutExtension(file))
            {
                yield return $"{file}: {string.Join(", ", types)}";
            }
        }
    }

    private IEnumerable<Touch> FindTouches()
    {
        foreach ((string file, SyntaxTree tree) in _trees)
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax))
            {
                if (node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null && model.GetSymbolInfo(node).Symbol is { } symbol)
                {
                    INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
                    if (type is not null)
                    {
                        yield return ToTouch(file, type.OriginalDefinition);
                    }
                }
            }
        }
    }

    private static Touch ToTouch(string file, INamedTypeSymbol type)
    {
        INamedTypeSymbol outermost = type;
        while (outermost.ContainingType is { } container)
        {
            outermost = container;
        }

        string? path = outermost.Locations.FirstOrDefault(location => location.IsInSource)?.SourceTree?.FilePath;
        return new Touch(file, RoomOf(file), outermost.ToDisplayString(), path is null ? null : RoomOf(path), outermost.ContainingAssembly?.Name ?? "");
    }

    /// <param name="File">Who touches.</param>
    /// <param name="Room">Whose room that is.</param>
    /// <param name="Type">What is touched.</param>
    /// <param name="Into">The room of what is touched; <see langword="null"/> when it is from outside.</param>
    /// <param name="Assembly">Where it is from.</param>
    public sealed record Touch(string File, string Room, string Type, string? Into, string Assembly)
    {
        public override string ToString() => $"{File} touches {Type}";
    }
}
