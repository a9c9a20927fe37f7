using System.IO.Compression;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.LedgerTool;

public sealed class HostilePackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestPack _pack;

    public HostilePackTests() => _pack = TestPack.Write(_folder, new TestEntries(300));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../checkpoint")]
    [InlineData("tile/../../checkpoint")]
    [InlineData("/etc/checkpoint")]
    [InlineData("C:/checkpoint")]
    [InlineData("tile\\0\\000")]
    [InlineData("tile//000")]
    [InlineData("tile/./000")]
    [InlineData("tile/\0")]
    public async Task A_name_that_leads_outside_an_archive_refuses_it(string name)
    {
        var zip = _pack.Zip();
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update)) await WriteAsync(archive, name);
        await FailsAsync(zip, "the files: a name in the archive leads outside it");
    }

    [Fact]
    public async Task A_name_twice_in_an_archive_refuses_it()
    {
        var zip = _pack.Zip();
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update)) await WriteAsync(archive, "checkpoint");
        await FailsAsync(zip, "the files: checkpoint is in the archive twice");
    }

    [Fact]
    public async Task A_small_archive_that_unpacks_to_much_is_read_no_further_than_its_limit()
    {
        var zip = _pack.Zip();
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
            archive.GetEntry("tile/0/000")!.Delete();
            using var bomb = archive.CreateEntry("tile/0/000").Open();
            for (var i = 0; i < 64; i++) bomb.Write(new byte[1 << 20]);
        }

        await FailsAsync(zip, "the files: tile/0/000 is longer than 8,192 bytes");
    }

    [Fact]
    public async Task What_is_no_archive_or_not_there_is_said()
    {
        await FailsAsync(_pack.PutBeside("no.zip", "PK no"u8.ToArray()), "the files: it is not a zip archive");
        await FailsAsync(_folder.At("nowhere"), "the files: there is no such folder or file");
    }

    [Fact]
    public async Task A_link_in_a_folder_refuses_it()
    {
        var outside = _pack.PutBeside("outside", File.ReadAllBytes(_pack.At("tile/entries/000")));
        File.Delete(_pack.At("tile/entries/000"));
        File.CreateSymbolicLink(_pack.At("tile/entries/000"), outside);
        await FailsAsync(_pack.Folder, "the files: tile/entries/000 is a link");
    }

    [Fact]
    public async Task A_linked_folder_refuses_it()
    {
        Directory.Move(_pack.At("tile"), _folder.At("tile"));
        Directory.CreateSymbolicLink(_pack.At("tile"), _folder.At("tile"));
        await FailsAsync(_pack.Folder, "the files: a folder of the pack is a link");
    }

    [Theory]
    [InlineData("checkpoint", 512 * 1024 + 1)]
    [InlineData("log.json", 2 * 1024 * 1024 + 1)]
    [InlineData("tile/0/000", 8193)]
    [InlineData("sealed/000", SealedBundle.Longest + 1)]
    public async Task A_file_beyond_its_limit_is_not_read(string path, int length)
    {
        _pack.Put(path, new byte[length]);
        await FailsAsync(_pack.Folder, $"the files: {path} is longer than ");
    }

    [Fact]
    public async Task A_line_beyond_its_limit_is_not_read()
    {
        _pack.Put(PackPaths.Opened, new byte[1 << 20]);
        await FailsAsync(_pack.Folder, "the files: a line of opened.ndjson is longer than ", "open");
    }

    [Fact]
    public async Task A_policy_that_means_nothing_is_said_with_its_line()
    {
        await File.WriteAllTextAsync(_pack.PolicyFile, "log nonsense\nquorum none\n", TestContext.Current.CancellationToken);
        await FailsAsync(_pack.Folder, "line 1 of the policy: the key is not usable: Malformed");
    }

    [Fact]
    public async Task A_wrong_command_ends_with_two()
    {
        Assert.Equal(2, (await Synthetic.Tool.RunAsync(["ledger", "verify", "full", _pack.Folder])).Code);
        Assert.Equal(2, (await Synthetic.Tool.RunAsync(["ledger", "verify", "full", _pack.Folder, "--policy", _folder.At("none")])).Code);
        Assert.Equal(2, (await Synthetic.Tool.RunAsync(["ledger", "verify", "full", _pack.Folder, "--policy", _pack.PolicyFile, "--tolerance", "-1"])).Code);
        Assert.Equal(2, (await Synthetic.Tool.RunAsync(["ledger", "verify", "everything"])).Code);
    }

    private async Task FailsAsync(string pack, string where, string command = "full")
    {
        var (code, output, error) = await Synthetic.Tool.RunAsync(["ledger", "verify", command, pack, "--policy", _pack.PolicyFile]);
        Assert.Equal("", error);
        Assert.StartsWith("FAILS " + where, output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    private static async Task WriteAsync(ZipArchive archive, string name)
    {
        await using var stream = archive.CreateEntry(name).Open();
        await stream.WriteAsync("outside"u8.ToArray(), TestContext.Current.CancellationToken);
    }
}
