using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Deploy;

internal sealed record Mutant(int Number, string File, int Line, string Damage)
{
    public override string ToString() => $"{Number,4} {File}:{Line} {Damage}";
}

/// <summary>Writes every damage into a copy of the rules, each behind its number.</summary>
internal sealed class Mutations(string file, List<Mutant> mutants) : CSharpSyntaxRewriter
{
    private const string Switch = """
        namespace Gateway.Rules.Policy;

        internal static class Mutant
        {
            private static readonly int Active = int.Parse(System.Environment.GetEnvironmentVariable("GATEWAY_MUTANT") ?? "0");
            public static bool Is(int number) => Active == number;
            public static bool Body(int number, bool value) => Active == number ? false : Active == number + 1 ? !value : value;
            public static bool Never(int number, bool value) => Active != number && value;
            public static bool Always(int number, bool value) => Active == number || value;
        }
        """;

    private static readonly string[] Others =
    [
        "Decide.cs", "Weighing.cs", "RequestObligations.cs", "RecordObligations.cs", "SourceObligations.cs", "ReadJustification.cs", "Asked.cs",
        "ConsentFacts.cs", "Relationship.cs", "RecordFacts.cs", "Justification.cs", "Decision.cs",
    ];

    private static readonly Dictionary<SyntaxKind, (SyntaxKind Kind, string Text)> Boundary = new()
    {
        [SyntaxKind.LessThanExpression] = (SyntaxKind.LessThanOrEqualExpression, "<="),
        [SyntaxKind.LessThanOrEqualExpression] = (SyntaxKind.LessThanExpression, "<"),
        [SyntaxKind.GreaterThanExpression] = (SyntaxKind.GreaterThanOrEqualExpression, ">="),
        [SyntaxKind.GreaterThanOrEqualExpression] = (SyntaxKind.GreaterThanExpression, ">"),
    };

    public static List<Mutant> WriteInto(string rules)
    {
        var policy = Path.Combine(rules, "Policy");
        var mutants = new List<Mutant>();
        var files = ((string[])["Rules", "Necessity", "Proportionality"]).SelectMany(folder => Directory.GetFiles(Path.Combine(policy, folder), "*.cs"))
            .Concat(Others.Select(name => Path.Combine(policy, name)));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview));
            File.WriteAllText(file, new Mutations(Path.GetRelativePath(policy, file), mutants).Visit(tree.GetRoot()).ToFullString());
        }

        File.WriteAllText(Path.Combine(policy, "Mutant.cs"), Switch);
        return mutants;
    }

    // A rule that never speaks, and one that speaks when it should not.
    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        if (node.ReturnType.ToString() != "bool" || visited.ExpressionBody is not { } body) return visited;
        var number = Add(node, $"{node.Identifier}: never");
        Add(node, $"{node.Identifier}: negated");
        return visited.WithExpressionBody(body.WithExpression(Call("Body", number, body.Expression)));
    }

    // A rule that is not called.
    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        if (file is not ("Decide.cs" or "Weighing.cs") || node.Expression is not MemberAccessExpressionSyntax { Name.Identifier.Text: var name }) return visited;
        return name.StartsWith("Applies", StringComparison.Ordinal) || name is "IsOffTheScale" or "TheyAgreed"
            ? Call("Never", Add(node, $"{node.Expression}: not called"), visited)
            : visited;
    }

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var visited = (BinaryExpressionSyntax)base.VisitBinaryExpression(node)!;
        if (Declares(node)) return visited.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression ? Clauses(node, visited) : visited;
        if (Boundary.TryGetValue(node.Kind(), out var other)) return Flip(node, visited, other.Kind, other.Text);
        return node.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression ? Clauses(node, visited) : visited;
    }

    private SyntaxNode Flip(BinaryExpressionSyntax node, BinaryExpressionSyntax visited, SyntaxKind kind, string text)
    {
        var number = Add(node, $"'{node}' with {text}");
        var flipped = SyntaxFactory.BinaryExpression(kind, visited.Left.WithTrailingTrivia(SyntaxFactory.Space), visited.Right.WithLeadingTrivia(SyntaxFactory.Space));
        return SyntaxFactory.ParseExpression($"(Mutant.Is({number}) ? ({flipped.ToFullString()}) : ({visited.ToFullString()}))");
    }

    // A clause that no longer counts.
    private SyntaxNode Clauses(BinaryExpressionSyntax node, BinaryExpressionSyntax visited)
    {
        var kept = node.IsKind(SyntaxKind.LogicalAndExpression) ? "Always" : "Never";
        if (!Declares(node.Right)) visited = visited.WithRight(Call(kept, Add(node.Right, $"without '{node.Right}'"), visited.Right));
        if (!Declares(node.Left) && !node.Left.IsKind(node.Kind())) visited = visited.WithLeft(Call(kept, Add(node.Left, $"without '{node.Left}'"), visited.Left));
        return visited;
    }

    private static bool Declares(SyntaxNode node) => node.DescendantNodesAndSelf().Any(inner => inner is SingleVariableDesignationSyntax);

    private static ExpressionSyntax Call(string how, int number, ExpressionSyntax value) =>
        SyntaxFactory.ParseExpression($"Mutant.{how}({number}, {value.WithoutTrivia().ToFullString()})").WithTriviaFrom(value);

    private int Add(SyntaxNode node, string damage)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        mutants.Add(new Mutant(mutants.Count + 1, file, line, string.Join(' ', damage.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        return mutants.Count;
    }
}
