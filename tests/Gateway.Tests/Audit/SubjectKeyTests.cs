using System.Text;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

public sealed class SubjectKeyOnSqliteTests(PostgresServer server) : SubjectKeyTests(server, StorageProvider.Sqlite);

public sealed class SubjectKeyOnPostgresTests(PostgresServer server) : SubjectKeyTests(server, StorageProvider.Postgres);

public abstract class SubjectKeyTests : IAsyncLifetime
{
    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private LedgerBed _bed = null!;

    private protected SubjectKeyTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await LedgerBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task Child_has_a_key_for_each_controller_and_kind_of_record_and_no_more()
    {
        var ledger = await _bed.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await ledger.RecordAsync(Of(1, RetentionClass.Decision("one")));
            await ledger.RecordAsync(Of(1, RetentionClass.Decision("another")));
            await ledger.RecordAsync(Of(1, RetentionClass.Consent("one")));
            await ledger.RecordAsync(Of(2, RetentionClass.Decision("one")));
            _bed.Clock.Move(TimeSpan.FromMinutes(6));
        }

        Assert.Equal(4L, await _bed.ReadKeysAsync<long>("select count(*) from {subject_key}"));
    }

    [Fact]
    public async Task Expected_childs_key_is_the_one_that_the_entry_is_sealed_under()
    {
        var ledger = await _bed.StartAsync();
        var (child, born, retention) = (Of(1).Sections[0].Child, Of(1).Sections[0].DateOfBirth, Of(1).Sections[0].Retention);
        for (var i = 0; i < 20; i++) ledger.Expect(child, born, retention);
        var receipt = await ledger.RecordAsync(Of(1));

        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(receipt.Index, 1));
        Assert.Equal(1L, await _bed.ReadKeysAsync<long>("select count(*) from {subject_key}"));
    }

    [Fact]
    public async Task Keys_that_many_want_at_once_are_one_for_each_child_whoever_made_it()
    {
        const int Children = 40;
        // One process writes a SQLite log; two may write on PostgreSQL, and each makes keys without asking the other.
        Ledger[] ledgers = _provider == StorageProvider.Sqlite ? [await _bed.StartAsync()] : [await _bed.StartAsync(), await _bed.StartAsync()];
        var recorded = await Task.WhenAll(Enumerable.Range(1, Children).SelectMany(child => ledgers.Select(ledger => Task.Run(() => ledger.RecordAsync(Of(child))))));

        Assert.Equal((long)Children, await _bed.ReadKeysAsync<long>("select count(*) from {subject_key}"));
        foreach (var receipt in recorded) Assert.IsType<SectionReading.Opened>(await ledgers[0].ReadSectionAsync(receipt.Index, 1));
    }

    [Fact]
    public async Task Without_its_childs_key_a_section_is_damaged_and_its_sister_opens()
    {
        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Of(1) with { Sections = [Of(1).Sections[0], Of(2).Sections[0]] });
        var first = await HolderAsync(receipt.Index, 1);
        await _bed.SpoilKeysAsync("delete from {subject_key} where key_id = @id", ("id", Id(first)));

        Assert.Contains("missing", Assert.IsType<SectionReading.Damaged>(await ledger.ReadSectionAsync(receipt.Index, 1)).Why);
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(receipt.Index, 2));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(receipt.Index, 0));
    }

    [Fact]
    public async Task Changed_key_opens_nothing_and_seals_nothing()
    {
        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Of(1));
        var wrapped = await _bed.ReadKeysAsync<byte[]>("select wrapped from {subject_key}");
        wrapped[^1] ^= 1;
        await _bed.SpoilKeysAsync("update {subject_key} set wrapped = @wrapped", ("wrapped", wrapped));

        Assert.IsType<SectionReading.Damaged>(await ledger.ReadSectionAsync(receipt.Index, 1));
        _bed.Clock.Move(TimeSpan.FromMinutes(6));
        Assert.Contains("changed", Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Of(1))).Why);
        await ledger.RecordAsync(Of(2));
    }

    [Fact]
    public async Task Emptied_key_store_seals_the_start()
    {
        await (await _bed.StartAsync()).RecordAsync(Of(1));
        await _bed.StopAsync();
        await _bed.SpoilKeysAsync("delete from {keyring}");

        Assert.Contains("is empty, and the log is not", Assert.IsType<LedgerState.Sealed>((await _bed.StartAsync()).State).Why);
    }

    [Fact]
    public async Task Key_store_of_another_log_seals_the_start()
    {
        await (await _bed.StartAsync()).RecordAsync(Of(1));
        await _bed.StopAsync();
        await _bed.SpoilKeysAsync("update {keyring} set log = 'another'");

        Assert.Contains("belongs to another log", Assert.IsType<LedgerState.Sealed>((await _bed.StartAsync()).State).Why);
    }

    [Fact]
    public async Task Store_of_keys_names_nobody()
    {
        await (await _bed.StartAsync()).RecordAsync(Of(1, RetentionClass.Decision("alder-valley-nhs-trust")));
        var row = Encoding.Latin1.GetString(await _bed.ReadKeysAsync<byte[]>("select wrapped from {subject_key}"));
        Assert.DoesNotContain(Entries.Child(1).Digits, row);
        Assert.DoesNotContain("alder", row);
    }

    [Fact]
    public void Sealed_section_of_the_first_version_still_opens()
    {
        var key = new LedgerKey(Convert.FromHexString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
        var (entry, commitment, bytes) = FirstVersion.Sealed(key, 1, "what was asked about the child"u8);

        var opened = Assert.IsType<SectionReading.Opened>(SealedSection.Open(key, [], bytes, entry, 1, commitment));

        Assert.Equal("what was asked about the child", Encoding.UTF8.GetString(opened.Section.Span));
        Assert.Empty(opened.Trails);
        Assert.True(Commitment.Opens(commitment, opened.Salt.Span, opened.Committed.Span));
        Assert.Null(SealedSection.KeyOf(bytes, 1));
        bytes[^1] ^= 1;
        Assert.IsType<SectionReading.Damaged>(SealedSection.Open(key, [], bytes, entry, 1, commitment));
    }

    private object Id(Guid id) => _provider == StorageProvider.Sqlite ? id.ToByteArray(bigEndian: true) : id;

    private async Task<Guid> HolderAsync(long index, int section) =>
        SealedSection.KeyOf(await _bed.ReadAsync<byte[]>($"select ciphertext from {{sealed}} where idx = {index} and section = {section}"), section)!.Value;

    private static LedgerEntry Of(int child) => Of(child, RetentionClass.Decision("one"));

    private static LedgerEntry Of(int child, RetentionClass retention) => Entries.Disclosure() with
    {
        Sections = [Entries.About(Entries.Child(child), $"about child {child}") with { Retention = retention }],
    };
}
