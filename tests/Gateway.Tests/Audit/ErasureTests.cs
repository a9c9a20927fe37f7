using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Erasure;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

public sealed class ErasureOnSqliteTests(PostgresServer server) : ErasureTests(server, StorageProvider.Sqlite);

public sealed class ErasureOnPostgresTests(PostgresServer server) : ErasureTests(server, StorageProvider.Postgres);

public abstract class ErasureTests : IAsyncLifetime
{
    private static readonly RetentionRules Rules = new([new RetentionRule("*", RecordType.Decision, new DateOnly(2026, 1, 1), 25, 8, Hold: false)]);

    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private LedgerBed _bed = null!;

    private protected ErasureTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await LedgerBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task Erased_childs_sections_open_nowhere_and_the_brothers_still_do()
    {
        var ledger = await _bed.StartAsync();
        var both = await ledger.RecordAsync(Of(1, 2));
        var alone = await ledger.RecordAsync(Of(1));
        var sister = await PlaceAsync(ledger, both.Index, 1);
        await EraseAsync(ledger, 1);

        Assert.IsType<SectionReading.Erased>(await ledger.ReadSectionAsync(alone.Index, 1));
        Assert.IsType<SectionReading.Erased>(await ledger.ReadSectionAsync(both.Index, sister));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(both.Index, 3 - sister));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(both.Index, 0));
        Assert.Equal(1L, await _bed.ReadKeysAsync<long>("select count(*) from {subject_key}"));
        Assert.Equal(1L, await _bed.ReadKeysAsync<long>("select count(*) from {destroyed_key}"));
    }

    [Fact]
    public async Task Log_put_back_from_before_the_erasure_opens_nothing_of_the_child_and_still_opens_the_brother()
    {
        await using var bed = await LedgerBed.CreateAsync(StorageProvider.Sqlite, _server);
        var ledger = await bed.StartAsync();
        var both = await ledger.RecordAsync(Of(1, 2));
        var erased = await PlaceAsync(ledger, both.Index, 1);
        await bed.StopAsync();
        using var backup = new Synthetic.TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(bed.Settings.Connection, "ledger.db*")) File.Copy(file, backup.At(Path.GetFileName(file)));
        ledger = await bed.StartAsync();
        await ledger.Erasing.RetireAsync(Entries.Child(1), Retention, "a court", CancellationToken.None);
        bed.Clock.Move(EraseSubjects.Grace);
        Assert.Equal(1, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));
        await bed.StopAsync();

        ledger = await bed.StartAsync(bed.Settings with { Connection = backup.Path, Keys = bed.Settings.Connection });

        Assert.IsType<LedgerState.Open>(ledger.State);
        Assert.IsNotType<SectionReading.Opened>(await ledger.ReadSectionAsync(both.Index, erased));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(both.Index, 3 - erased));
    }

    [Fact]
    public async Task Erasure_is_recorded_with_how_many_and_on_whose_authority_and_no_name()
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(Of(1));
        await ledger.RecordAsync(Of(1, 2));
        await EraseAsync(ledger, 1);

        var (leaf, common) = await LastAsync(ledger);

        Assert.Equal(((byte)EntryType.Erasure, 0), (leaf.Type, leaf.Sections));
        Assert.Equal(("a court", "alder-valley-nhs-trust", "decision"), (common.GetProperty("authority").GetString(), common.GetProperty("agency").GetString(), common.GetProperty("record").GetString()));
        Assert.Equal((1, 2), (common.GetProperty("keys").GetInt32(), common.GetProperty("sections").GetInt32()));
        Assert.DoesNotContain(Entries.Child(1).Digits, common.GetRawText());
    }

    [Fact]
    public async Task Log_verifies_after_an_erasure_and_the_childs_history_says_what_is_gone()
    {
        var ledger = await _bed.StartAsync();
        var first = await ledger.RecordAsync(Of(1));
        await EraseAsync(ledger, 1);
        var later = await ledger.RecordAsync(Of(1));
        await _bed.StopAsync();
        ledger = await _bed.StartAsync();

        Assert.IsType<LedgerState.Open>(ledger.State);
        var history = await ledger.History.ReadAsync(new AccessOf.ToChild(Entries.Child(1)), null, 100, CancellationToken.None);
        Assert.Empty(history.Gaps);
        Assert.Equal([(later.Index, false), (first.Index, true)], history.Entries.Select(entry => (entry.Index, entry.IsErased)));
    }

    [Fact]
    public async Task Key_is_retired_before_it_is_destroyed_and_nothing_more_is_sealed_under_it()
    {
        var ledger = await _bed.StartAsync();
        var before = await ledger.RecordAsync(Of(1));
        Assert.True(await ledger.Erasing.RetireAsync(Entries.Child(1), Retention, "a court", CancellationToken.None));
        Assert.Equal(0, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));
        _bed.Clock.Move(SubjectKeys.Kept);
        var after = await ledger.RecordAsync(Of(1));
        _bed.Clock.Move(EraseSubjects.Grace);
        Assert.Equal(1, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));

        Assert.IsType<SectionReading.Erased>(await ledger.ReadSectionAsync(before.Index, 1));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(after.Index, 1));
        Assert.False(await ledger.Erasing.RetireAsync(Entries.Child(3), Retention, "a court", CancellationToken.None));
    }

    [Theory]
    [InlineData("2001-11-21", 7, false)]
    [InlineData("2001-11-21", 9, true)]
    [InlineData("2018-01-01", 9, false)]
    public async Task Retention_ends_at_a_birthday_or_years_after_the_last_entry_whichever_is_later(string born, int years, bool erased)
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(Of(1) with { Sections = [Of(1).Sections[0] with { DateOfBirth = DateOnly.Parse(born, null) }] });
        _bed.Clock.Move(TimeSpan.FromDays(365.25 * years));

        await ledger.Erasing.RunAsync(Rules, CancellationToken.None);
        _bed.Clock.Move(EraseSubjects.Grace);

        Assert.Equal(erased ? 1 : 0, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));
    }

    [Fact]
    public async Task A_hold_keeps_a_key_from_being_retired_and_one_that_comes_later_from_being_destroyed()
    {
        var ledger = await _bed.StartAsync();
        var (held, free) = (await ledger.RecordAsync(Of(1)), await ledger.RecordAsync(Of(2)));
        var on = true;
        ledger.Erasing.Holds = (_, _) => Task.FromResult(new HeldKeys(key => on && key.For.Child == Entries.Child(1)));
        _bed.Clock.Move(TimeSpan.FromDays(365.25 * 60));
        await ledger.Erasing.RunAsync(Rules, CancellationToken.None);
        _bed.Clock.Move(EraseSubjects.Grace);
        Assert.Equal(1, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(held.Index, 1));
        Assert.IsType<SectionReading.Erased>(await ledger.ReadSectionAsync(free.Index, 1));

        on = false;
        await ledger.Erasing.RunAsync(Rules, CancellationToken.None);
        on = true;
        _bed.Clock.Move(EraseSubjects.Grace);
        Assert.Equal(0, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(held.Index, 1));
    }

    // An officer puts a hold on while it is counted how much lies under the key.
    [Fact]
    public async Task A_hold_that_comes_between_the_look_and_the_end_keeps_the_key_and_nothing_is_recorded()
    {
        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Of(1));
        await ledger.Erasing.RetireAsync(Entries.Child(1), Retention, "a court", CancellationToken.None);
        _bed.Clock.Move(EraseSubjects.Grace);
        var ended = new List<bool>();
        ledger.Erasing.Holds = (nobodyElse, _) => Task.FromResult(nobodyElse ? new HeldKeys(_ => true, new Ending(ended)) : HeldKeys.None);

        Assert.Equal(0, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));

        Assert.Equal([true], ended);
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(receipt.Index, 1));
        Assert.NotEqual((byte)EntryType.Erasure, (await LastAsync(ledger)).Leaf.Type);
        Assert.Equal(0L, await _bed.ReadKeysAsync<long>("select count(*) from {destroyed_key}"));
    }

    [Fact]
    public async Task More_held_keys_than_are_looked_at_at_once_keep_no_other_waiting()
    {
        var ledger = await _bed.StartAsync();
        var children = Enumerable.Range(0, 201).Select(Entries.Child).ToArray();
        await Task.WhenAll(children.Chunk(20).Select(some => ledger.RecordAsync(Entries.Disclosure() with { Sections = [.. some.Select(child => Entries.About(child, "about a child"))] })));
        foreach (var child in children)
        {
            // The one who is free was retired last.
            if (child == children[^1]) _bed.Clock.Move(TimeSpan.FromSeconds(1));
            Assert.True(await ledger.Erasing.RetireAsync(child, Retention, "a court", CancellationToken.None));
        }

        _bed.Clock.Move(EraseSubjects.Grace);
        ledger.Erasing.Holds = (_, _) => Task.FromResult(new HeldKeys(key => key.For.Child != children[^1]));

        Assert.Equal(1, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));
        Assert.Equal(200L, await _bed.ReadKeysAsync<long>("select count(*) from {subject_key}"));
    }

    [Fact]
    public async Task Key_taken_away_and_said_to_be_erased_is_damage()
    {
        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Of(1));
        await _bed.SpoilKeysAsync("insert into {destroyed_key} (key_id, entry_id, destroyed_ms) select key_id, key_id, 1 from {subject_key}");
        await _bed.SpoilKeysAsync("delete from {subject_key}");

        Assert.IsType<SectionReading.Damaged>(await ledger.ReadSectionAsync(receipt.Index, 1));
        var history = await ledger.History.ReadAsync(new AccessOf.ToChild(Entries.Child(1)), null, 100, CancellationToken.None);
        Assert.Equal(TrailGapKind.Unreadable, Assert.Single(history.Gaps).Kind);
    }

    [Fact]
    public async Task Closed_ledger_destroys_nothing()
    {
        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Of(1));
        await ledger.Erasing.RetireAsync(Entries.Child(1), Retention, "a court", CancellationToken.None);
        _bed.Clock.Move(EraseSubjects.Grace);
        await _bed.SpoilAsync("update {head} set size = size + 1");

        Assert.Equal(0, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));

        Assert.Equal(1L, await _bed.ReadKeysAsync<long>("select count(*) from {subject_key}"));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(receipt.Index, 1));
    }

    private static RetentionClass Retention => RetentionClass.Decision(Entries.Nurse.Agency);

    private sealed class Ending(List<bool> ended) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            ended.Add(true);
            return ValueTask.CompletedTask;
        }
    }

    private static LedgerEntry Of(params int[] children) => Entries.Disclosure() with
    {
        Sections = [.. children.Select(child => Entries.About(Entries.Child(child), $"about child {child}"))],
    };

    private async Task EraseAsync(Ledger ledger, int child)
    {
        Assert.True(await ledger.Erasing.RetireAsync(Entries.Child(child), Retention, "a court", CancellationToken.None));
        _bed.Clock.Move(EraseSubjects.Grace);
        Assert.Equal(1, await ledger.Erasing.RunAsync(Rules, CancellationToken.None));
    }

    private static async Task<int> PlaceAsync(Ledger ledger, long index, int child) =>
        ((SectionReading.Opened)await ledger.ReadSectionAsync(index, 1)).Section.Span.SequenceEqual(Entries.Bytes($"about child {child}")) ? 1 : 2;

    private static async Task<(Leaf Leaf, JsonElement Common)> LastAsync(Ledger ledger)
    {
        var last = 0L;
        while (await ledger.ReadLeafAsync(last + 1) is not null) last++;
        var common = (SectionReading.Opened)await ledger.ReadSectionAsync(last, 0);
        return ((await ledger.ReadLeafAsync(last))!, JsonDocument.Parse(common.Section).RootElement);
    }
}
