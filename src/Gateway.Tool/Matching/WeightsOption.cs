using System.CommandLine;
using Gateway.Rules.Matching.Weights;
using Gateway.Tool.Matching.Evaluate.Reading;

namespace Gateway.Tool.Matching;

/// <summary><c>--weights FILE</c>: another file of weights than the one that the tool carries, to be tried before anybody puts it in force.</summary>
internal sealed class WeightsOption
{
    public Option<string?> Option { get; } = new("--weights") { Description = "A file of weights to try. Without it those that the tool carries." };

    /// <exception cref="RefusedException">It cannot be used.</exception>
    public MatchingParameters Read(ParseResult parsed)
    {
        if (parsed.GetValue(Option) is not { } path) return EmbeddedMatching.Parameters();
        return EmbeddedMatching.Parameters(Bytes(path)) switch
        {
            MatchingParametersReading.Valid valid => valid.Parameters,
            MatchingParametersReading.Faulty faulty => throw new RefusedException($"--weights: {path} cannot be used: {faulty.Fault}."),
            _ => throw new InvalidOperationException("unknown reading"),
        };
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"--weights: {path} cannot be read: {e.Message}");
        }
    }
}
