using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.LedgerTool;

public sealed class OpenedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestEntries _entries = new(400, newEpochFrom: 150);
    private readonly TestPack _pack;

    public OpenedTests() => _pack = TestPack.Write(_folder, _entries);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_opened_matches_its_commitment()
    {
        _pack.Open(_entries.Sections);
        var (code, output, _) = await _pack.VerifyAsync("open");
        Assert.Equal(0, code);
        Assert.StartsWith($"{_entries.Sections.Count} opened sections match", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("salt", "entry 20: section 1 does not match its commitment")]
    [InlineData("bytes", "entry 20: section 1 does not match its commitment")]
    [InlineData("swapped", "entry 20: section 1 does not match its commitment")]
    [InlineData("moved", "entry 21: section 1 does not match its commitment")]
    [InlineData("twice", "entry 20: its opened sections are not in order")]
    [InlineData("number", "entry 20: it has no section 3")]
    [InlineData("beyond", "entry 400: the log has only 400 entries")]
    public async Task A_section_that_is_not_the_one_committed_to_is_named(string how, string where)
    {
        var (sections, at) = (_entries.Sections.Where(s => s.Index is 20 or > 30).ToList(), 1);
        var one = sections[at];
        Assert.Equal((20, 1), (one.Index, one.Section));
        sections[at] = how switch
        {
            "salt" => one with { Salt = new byte[32] },
            "bytes" => one with { Bytes = [.. one.Bytes, 0] },
            "swapped" => one with { Salt = sections[2].Salt, Bytes = sections[2].Bytes },
            "moved" => one with { Index = 21 },
            "twice" => sections[0],
            "number" => one with { Section = 3 },
            "beyond" => one with { Index = 400 },
            _ => one,
        };
        _pack.Open(how == "moved" ? sections[..2] : sections);
        await FailsAsync("open", where);
    }

    [Fact]
    public async Task A_leaf_that_was_fitted_to_another_section_is_not_in_the_signed_tree()
    {
        _pack.Open(_entries.On(TrailKind.Child, 2));
        _pack.Flip("tile/entries/000", 3);
        Assert.Equal(0, (await _pack.VerifyAsync("open")).Code);
        var leaves = _entries.Leaves.ToList();
        var index = (int)_entries.On(TrailKind.Child, 2).First().Index;
        leaves[index] = [.. leaves[index]];
        leaves[index][50] ^= 1;
        _pack.WriteTiles(leaves);
        await FailsAsync("open", $"entry {index}: its bytes are not in the tree of the checkpoint");
    }

    [Theory]
    [InlineData("not json\n", "line 1 of opened.ndjson: it is not an opened section")]
    [InlineData("{\"index\":1,\"section\":0,\"salt\":\"\",\"bytes\":\"\"}\n", "line 1 of opened.ndjson")]
    [InlineData("{\"index\":1,\"section\":0,\"section\":0,\"salt\":\"\",\"bytes\":\"\"}\n", "line 1 of opened.ndjson")]
    [InlineData("\n", "line 1 of opened.ndjson")]
    public async Task A_line_that_is_no_section_is_named(string lines, string where)
    {
        await File.WriteAllTextAsync(_pack.At(PackPaths.Opened), lines, TestContext.Current.CancellationToken);
        await FailsAsync("open", where);
    }

    [Theory]
    [InlineData("child", 3)]
    [InlineData("practitioner", 4)]
    [InlineData("agency", 0)]
    public async Task A_trail_is_whole_across_a_change_of_the_index_key(string kind, int who)
    {
        var trail = _entries.On(Enum.Parse<TrailKind>(kind, ignoreCase: true), who).ToList();
        _pack.Open(trail, kind);
        var (code, output, _) = await _pack.VerifyAsync("subject");
        Assert.StartsWith($"{trail.Count} entries of one {kind}, none left out", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_child_nobody_asked_about_has_an_empty_trail()
    {
        _pack.Open([]);
        Assert.Equal(0, (await _pack.VerifyAsync("subject")).Code);
    }

    [Fact]
    public async Task An_entry_left_out_of_a_trail_is_told_by_its_ordinal()
    {
        var trail = _entries.On(TrailKind.Child, 3).ToList();
        _pack.Open(trail.Where((_, i) => i != 4));
        await FailsAsync("subject", $"entry {trail[5].Index}: ordinal 5 is missing: it has 6");
        _pack.Open(trail[1..]);
        await FailsAsync("subject", $"entry {trail[1].Index}: ordinal 1 is missing");
        _pack.Open(trail[..^1], entries: trail.Count);
        await FailsAsync("subject", $"entry {trail[^2].Index}: the trail ends at ordinal {trail.Count - 1} of {trail.Count}");
    }

    [Fact]
    public async Task Another_child_s_section_in_the_trail_is_told()
    {
        var sections = _entries.On(TrailKind.Child, 3).Concat(_entries.On(TrailKind.Child, 4)).DistinctBy(s => (s.Index, s.Section)).OrderBy(s => (s.Index, s.Section));
        _pack.Open(sections);
        Assert.Equal(1, (await _pack.VerifyAsync("subject")).Code);
    }

    [Fact]
    public async Task A_pack_that_does_not_say_whose_trail_it_opens_proves_none()
    {
        _pack.Open(_entries.On(TrailKind.Child, 3), "neighbour");
        await FailsAsync("subject", "log.json: it does not say whose trail");
    }

    [Fact]
    public async Task An_index_with_a_row_for_each_trail_holds()
    {
        _pack.Open(_entries.Sections);
        _pack.Index(_entries.Rows);
        var (code, output, _) = await _pack.VerifyAsync("index");
        Assert.StartsWith($"{_entries.Rows.Count:N0} rows, one for each trail", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Any_one_row_deleted_from_the_index_is_told_by_its_entry()
    {
        _pack.Open(_entries.Sections);
        for (var at = 0; at < _entries.Rows.Count; at += 97)
        {
            _pack.Index(_entries.Rows.Where((_, i) => i != at));
            var (code, output, _) = await _pack.VerifyAsync("index");
            Assert.Matches($"^FAILS entry {_entries.Rows[at].Index}: its (child|practitioner|agency)'s row is missing", output);
            Assert.Equal(1, code);
        }
    }

    [Fact]
    public async Task A_row_filed_under_somebody_else_or_a_row_too_many_is_told()
    {
        _pack.Open(_entries.Sections);
        var (rows, other) = (_entries.Rows.ToList(), _entries.Rows.FindLast(r => r.Index == 300)!);
        rows[rows.FindIndex(r => r.Index == 305)] = other with { Index = 305 };
        _pack.Index(rows);
        await FailsAsync("index", "entry 305: ");
        _pack.Index(_entries.Rows.Append(other with { Index = 399 }));
        await FailsAsync("index", "entry 399: a row does not follow the one of entry ");
        _pack.Index(_entries.Rows.Append(other with { Index = 400 }));
        await FailsAsync("index", "index.ndjson: it has a row beyond the end of the log");
        _pack.Index(_entries.Rows.Skip(1).Append(_entries.Rows[0]));
        await FailsAsync("index", "entry 0: ");
    }

    [Fact]
    public async Task Rows_of_an_entry_that_is_not_opened_cannot_be_told()
    {
        _pack.Open(_entries.Sections.Where(s => s.Index != 77));
        _pack.Index(_entries.Rows);
        await FailsAsync("index", "entry 77: nothing of it is opened");
        _pack.Open(_entries.Sections.Where(s => (s.Index, s.Section) != (77, 0)));
        await FailsAsync("index", "entry 77: its common section is not opened");
    }

    [Fact]
    public async Task Rows_of_an_erased_child_may_stay()
    {
        _pack.Open(_entries.Sections.Except(_entries.On(TrailKind.Child, 5)));
        _pack.Index(_entries.Rows);
        Assert.Equal(0, (await _pack.VerifyAsync("index")).Code);
    }

    private async Task FailsAsync(string command, string where)
    {
        var (code, output, error) = await _pack.VerifyAsync(command);
        Assert.Equal("", error);
        Assert.StartsWith("FAILS " + where, output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }
}
