using Gateway.Audit;
using Gateway.Audit.Publishing;
using Gateway.Rules.Ledger.Notes.EdDsa;

namespace Gateway.Tests.Audit;

public sealed class KeyChangeTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private PublishingBed _bed = null!;

    public async ValueTask InitializeAsync() => _bed = await PublishingBed.CreateAsync(StorageProvider.Sqlite, null!);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task Keys_overlap_while_they_change_and_the_old_one_ends()
    {
        await _bed.WithHistoryAsync(5);
        var next = SignerKey.Make();

        await StepAsync(next, retiring: PublishingBed.Key);
        Assert.Equal(2, _bed.Checkpoint().Note.Signatures.Length);
        Assert.Equal(0, (await _bed.VerifyAsync()).Code);
        Assert.Contains(" [0,)", await File.ReadAllTextAsync(_bed.PolicyFile, None));

        await StepAsync(next, retiring: null);
        Assert.Single(_bed.Checkpoint().Note.Signatures);
        var (code, output, error) = await _bed.VerifyAsync();
        Assert.True(code == 0, output + error);
        var lines = (await File.ReadAllTextAsync(_bed.PolicyFile, None)).Split('\n');
        Assert.EndsWith(" [0,9)", lines[0]);
        Assert.EndsWith(" [8,)", lines[1]);

        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, PublishingBed.Key).StepAsync(None);
        Assert.Contains("a key that was taken out of use", PublishingBed.Why(ledger));
    }

    [Fact]
    public async Task Change_is_an_entry_that_names_both_keys()
    {
        await _bed.WithHistoryAsync(1);
        await StepAsync(SignerKey.Make(), retiring: PublishingBed.Key);
        var ledger = await _bed.StartAsync();
        Assert.Equal((byte)EntryType.KeyChange, (await ledger.ReadLeafAsync(3))!.Type);
    }

    [Fact]
    public async Task Key_that_was_not_announced_signs_nothing()
    {
        await _bed.WithHistoryAsync(5);
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, SignerKey.Make()).StepAsync(None);

        Assert.Contains("Ledger:Signer is not the key of this log", PublishingBed.Why(ledger));
        Assert.Equal(6, _bed.Anchor.Read()!.Size);
    }

    [Fact]
    public async Task Anchor_made_anew_lets_no_other_key_in()
    {
        await _bed.WithHistoryAsync(5);
        var origin = _bed.Anchor.Places()[0].Origin;
        File.Delete(_bed.AnchorFile);
        Assert.Contains("the anchor is missing", PublishingBed.Why(await _bed.StartAsync()));
        await _bed.StopAsync();
        _bed.Anchor.Begin(null, origin);
        _bed.Anchor.Opened(origin);

        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, SignerKey.Make()).StepAsync(None);

        Assert.Contains("signed by none of this log's keys", PublishingBed.Why(ledger));
    }

    [Fact]
    public async Task Ed25519_signs_where_it_is_there()
    {
        Assert.True(Ed25519.IsAvailable);
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, Convert.ToBase64String([.. Convert.FromHexString("302e020100300506032b657004220420"), .. new byte[32]])).StepAsync(None);
        Assert.Equal(0, (await _bed.VerifyAsync()).Code);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAA")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Key_that_is_none_is_refused_with_the_name_of_its_setting(string text) =>
        Assert.StartsWith("Ledger:Signer is not a private key", Assert.Throws<InvalidOperationException>(() => SignerKey.Read("Ledger:Signer", text)).Message);

    private async Task StepAsync(string signer, string? retiring)
    {
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, signer, retiring).StepAsync(None);
        Assert.IsType<LedgerState.Open>(ledger.State);
        await _bed.StopAsync();
    }
}
