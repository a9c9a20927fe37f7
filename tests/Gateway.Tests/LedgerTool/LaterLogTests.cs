using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.LedgerTool;

/// <summary>A log that is not the first: its trails come from the logs before it, and its first entry says where it stands.</summary>
public sealed class LaterLogTests : IDisposable
{
    private const long Begins = 1000;
    private readonly TemporaryFolder _folder = new();
    private readonly TestEntries _entries = new(60, first: Encoding.ASCII.GetBytes("""{"begins":1000}"""), begins: Begins);
    private readonly TestPack _pack;

    public LaterLogTests() => _pack = TestPack.Write(_folder, _entries);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trail_that_comes_from_the_log_before_is_whole_from_there_on()
    {
        var trail = _entries.On(TrailKind.Child, 2).ToList();
        Open(trail, trail.Count + 3);

        var (code, output, _) = await _pack.VerifyAsync("subject");

        Assert.True(code == 0, output);
        Assert.StartsWith($"{trail.Count} entries of one child, none left out", output, StringComparison.Ordinal);
        Assert.Contains("3 before them are in earlier logs", output);
    }

    [Fact]
    public async Task Entry_left_out_at_either_end_or_between_is_named()
    {
        var trail = _entries.On(TrailKind.Child, 2).ToList();
        Open([trail[0], .. trail[2..]], trail.Count + 3);
        Assert.Contains("ordinal 5 is missing: it has 6", (await _pack.VerifyAsync("subject")).Output);
        Open(trail[1..], trail.Count + 3);
        Assert.Contains("ordinal 1 is missing: it has 5", (await _pack.VerifyAsync("subject")).Output);
        Open(trail[..^1], trail.Count + 3);
        Assert.Contains($"the trail ends at ordinal {trail.Count + 2} of {trail.Count + 3}", (await _pack.VerifyAsync("subject")).Output);
    }

    [Fact]
    public async Task Index_of_a_later_log_has_a_row_for_each_trail()
    {
        Open(_entries.Sections, 0);
        _pack.Index(_entries.Rows);
        var (code, output, _) = await _pack.VerifyAsync("index");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Position_is_believed_only_where_entry_0_commits_to_it()
    {
        var other = Encoding.ASCII.GetBytes("""{"begins":7}""");
        byte[] bytes = [.. First.Bytes[..^15], .. other];
        foreach (var claimed in (FirstSection?[])[null, First with { Bytes = bytes }])
        {
            _pack.Open(_entries.On(TrailKind.Child, 2));
            _pack.WriteLog(new LogDescription(TestPack.Origin, LeafFormat.Label, null, claimed, new PackScope("child", 10)));
            Assert.Equal(1, (await _pack.VerifyAsync("subject")).Code);
        }

        Assert.Contains("entry 0: what log.json opens of it does not match", (await _pack.VerifyAsync("full")).Output);
    }

    private FirstSection First => new(_entries.Sections[0].Salt, _entries.Sections[0].Bytes);

    private void Open(IEnumerable<OpenedSection> sections, long entries)
    {
        _pack.Open(sections);
        _pack.WriteLog(new LogDescription(TestPack.Origin, LeafFormat.Label, null, First, new PackScope("child", entries)));
    }
}
