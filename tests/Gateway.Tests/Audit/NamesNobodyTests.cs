using System.Security.Cryptography;
using System.Text;
using Gateway.Audit;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

public sealed class NamesNobodyOnSqliteTests(PostgresServer server) : NamesNobodyTests(server, StorageProvider.Sqlite);

public sealed class NamesNobodyOnPostgresTests(PostgresServer server) : NamesNobodyTests(server, StorageProvider.Postgres);

/// <summary>Whoever holds every byte that is published, and all that is stored but the keys, reads no name from it.</summary>
public abstract class NamesNobodyTests : IAsyncLifetime
{
    private const int Children = 12;

    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private PublishingBed _bed = null!;

    private protected NamesNobodyTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await PublishingBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task Nothing_published_has_an_identifier_in_clear_or_encoded_or_hashed()
    {
        var ledger = await _bed.StartAsync();
        for (var child = 0; child < Children; child++) await ledger.RecordAsync(About(child));
        await _bed.Publisher(ledger).StepAsync(CancellationToken.None);

        var files = Directory.EnumerateFiles(_bed.Published, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        Assert.InRange(files.Count, 4, int.MaxValue);
        foreach (var form in Forms()) Assert.All(files, file => Assert.Equal(-1, file.AsSpan().IndexOf(form)));
    }

    [Fact]
    public async Task No_row_of_the_log_has_an_identifier_in_clear_or_encoded_or_hashed()
    {
        var ledger = await _bed.StartAsync();
        for (var child = 0; child < Children; child++) await ledger.RecordAsync(About(child));

        foreach (var column in (string[])["leaf from {entry}", "leaf_hash from {entry}", "ciphertext from {sealed}", "token from {entry_subject}", "token from {subject_head}", "key_id from {log}", "frontier from {head}"])
            foreach (var bytes in await _bed.Store.ReadAllAsync($"select {column}"))
                foreach (var form in Forms()) Assert.Equal(-1, bytes.AsSpan().IndexOf(form));
    }

    /// <summary>Only the fixed fields may be alike: no run of eight bytes joins two entries about one child.</summary>
    [Fact]
    public async Task Two_leaves_about_one_child_share_nothing_that_two_about_others_do_not()
    {
        var ledger = await _bed.StartAsync();
        var (one, again) = (await LeafAsync(ledger, About(1)), await LeafAsync(ledger, About(1)));

        // Version, type and time, which begins the entry's id too; class, outcome and policy. What is random of the ids, and the commitments, are the entry's own.
        var common = Runs(one).Intersect(Runs(again)).ToList();
        var fixedFields = Runs(one[..18]).Concat(Runs(one[42..77])).ToHashSet();
        Assert.All(common, run => Assert.Contains(run, fixedFields));
        Assert.Empty(Runs(one[77..109]).Intersect(Runs(again)).Concat(Runs(one[111..]).Intersect(Runs(again))));
    }

    private static IEnumerable<string> Runs(byte[] bytes) => Enumerable.Range(0, Math.Max(0, bytes.Length - 7)).Select(at => Convert.ToHexString(bytes.AsSpan(at, 8)));

    private static async Task<byte[]> LeafAsync(Ledger ledger, LedgerEntry entry) => LeafFormat.Encode((await ledger.ReadLeafAsync((await ledger.RecordAsync(entry)).Index))!);

    private static LedgerEntry About(int child) => Entries.New(EntryType.Decision, Guid.NewGuid()) with
    {
        Sections = [Entries.About(Entries.Child(child), $$"""{"nhsNumber":"{{Entries.Child(child).Digits}}","dateOfBirth":"2023-03-04","name":"Givenmark Familymark"}""")],
    };

    private static List<byte[]> Forms()
    {
        var said = Enumerable.Range(0, Children).Select(child => Entries.Child(child).Digits).SelectMany(n => (string[])[n, $"{n[..3]} {n[3..6]} {n[6..]}"])
            .Concat(["2023-03-04", "04/03/2023", "Givenmark", "Familymark", "Givenmark Familymark", Entries.Nurse.Practitioner!, Entries.Nurse.Agency]);
        return [.. said.SelectMany(FormsOf)];
    }

    private static IEnumerable<byte[]> FormsOf(string said)
    {
        var text = Encoding.UTF8.GetBytes(said);
        byte[][] hashed = [SHA256.HashData(text), SHA512.HashData(text), HMACSHA256.HashData(Array.Empty<byte>(), text), HMACSHA256.HashData("nhs"u8.ToArray(), text), SHA256.HashData([.. "nhs"u8, 0, .. text])];
        foreach (var bytes in hashed.Append(text))
        {
            yield return bytes;
            yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
            yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
            yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).TrimEnd('='));
        }

        // A token is the first half of a keyed hash: without its key it must not be that of the plain one.
        yield return SHA256.HashData([.. "nhs"u8, 0, .. text])[..16];
    }
}
