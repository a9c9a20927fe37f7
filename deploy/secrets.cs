#!/usr/bin/env dotnet
#:property PublishAot=false
#:include scripts/Repository.cs

// dotnet run deploy/secrets.cs
// Makes the secrets that docker-compose.yml mounts, once: what is there stays.
using System.Security.Cryptography;
using Gateway.Deploy;

var folder = Repository.At("deploy", "secrets");
Directory.CreateDirectory(folder);
if (!OperatingSystem.IsWindows())
{
    // The folder keeps others out. The files are mounted into containers whose users are not this one, so each file itself is readable.
    File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

Keep("postgres-password", Password());
Keep("rabbitmq-login", $"default_user = gateway\ndefault_pass = {Password()}\n");
Keep("ledger-key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

static string Password() => RandomNumberGenerator.GetHexString(48, lowercase: true);

void Keep(string name, string content)
{
    var file = Path.Combine(folder, name);
    if (File.Exists(file))
    {
        Console.WriteLine($"  kept  deploy/secrets/{name}");
        return;
    }

    File.WriteAllText(file, content);
    if (!OperatingSystem.IsWindows())
    {
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    Console.WriteLine($"  made  deploy/secrets/{name}");
}
