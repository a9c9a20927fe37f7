using Gateway.Tests.Synthetic;

namespace Gateway.Tests.MatchingTool;

/// <summary>A folder of files to evaluate: a column map, a.csv, and what a test adds.</summary>
internal sealed class Files : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Files(string map) => Write("map.json", map);

    public void Write(string name, params string[] lines) => File.WriteAllText(_folder.At(name), string.Join('\n', lines) + '\n');

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(_folder.At(name), bytes);

    public string Read(string name) => File.ReadAllText(_folder.At(name));

    public Task<(int Code, string Output, string Error)> EvaluateAsync(params string[] rest) => Synthetic.Tool.RunAsync(
        ["matching", "evaluate", "--left", _folder.At("a.csv"), "--columns", _folder.At("map.json"), .. rest.Select((one, i) => i > 0 && rest[i - 1] is "--right" or "--truth-pairs" or "--page" ? _folder.At(one) : one)]);

    public Task<(int Code, string Output, string Error)> TrainAsync() => Synthetic.Tool.RunAsync(
        ["matching", "train", "--left", _folder.At("a.csv"), "--right", _folder.At("b.csv"), "--columns", _folder.At("map.json"), "--made", "2026-11-22", "--out", _folder.Path]);

    public bool Has(string name) => File.Exists(_folder.At(name));

    public void Delete(string name) => File.Delete(_folder.At(name));

    public void Dispose() => _folder.Dispose();
}
