using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gateway.Audit.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Hosting.SignIn;

/// <summary>
/// Seals what the pages leave with a browser, sessions and forms, under a key of the day that every process makes of the service's own secret: a restart signs nobody
/// out in the middle of a form, and whichever process a browser comes to knows it. What is older than two days opens nowhere.
/// </summary>
internal sealed class PageSeal : IDataProtectionProvider, IDataProtector
{
    private const int DayLength = sizeof(int);

    private readonly byte[] _key;
    private readonly TimeProvider _time;

    public PageSeal(LedgerKey key, TimeProvider time) : this(key.For("gateway/pages/v1"u8), time) { }

    private PageSeal(byte[] key, TimeProvider time) => (_key, _time) = (key, time);

    /// <summary>What is sealed for one purpose opens for no other.</summary>
    public IDataProtector CreateProtector(string purpose) => new PageSeal(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(purpose)), _time);

    public byte[] Protect(byte[] plaintext)
    {
        var day = new byte[DayLength];
        BinaryPrimitives.WriteInt32BigEndian(day, Today);
        return [.. day, .. Of(day).Seal(plaintext, day)];
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < DayLength) throw new CryptographicException("Too short to have been sealed.");
        var day = protectedData.AsSpan(0, DayLength);
        // An hour's difference between two processes' clocks is no new day that cannot be.
        if (Today - BinaryPrimitives.ReadInt32BigEndian(day) is < -1 or > 2) throw new CryptographicException("Sealed on another day.");
        return Of(day).Open(protectedData.AsSpan(DayLength), day);
    }

    private int Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).DayNumber;

    private BoundSeal Of(ReadOnlySpan<byte> day) => new(HMACSHA256.HashData(_key, day));
}
