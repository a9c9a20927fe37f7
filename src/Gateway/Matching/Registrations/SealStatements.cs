using System.Security.Cryptography;
using System.Text;
using Gateway.Audit.Sealing;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Registrations;

/// <summary>What was said of a child as the store may hold it: under a keyed hash of the number, sealed for that place alone.</summary>
internal sealed class SealStatements(LedgerKey key)
{
    private readonly byte[] _token = key.For("gateway/registrations/token/v1"u8);
    private readonly BoundSeal _content = new(key.For("gateway/registrations/content/v1"u8));

    public byte[] Token(NhsNumber number) => HMACSHA256.HashData(_token, Encoding.ASCII.GetBytes(number.Digits));

    /// <summary>The beginning of the token, which is enough to tell some thousand numbers apart.</summary>
    public long Short(NhsNumber number) => BitConverter.ToInt64(Token(number));

    public byte[] Seal(byte[] token, Statements statements) => _content.Seal(StatementJson.Of(statements), token);

    /// <exception cref="CryptographicException">It was changed, or is another child's.</exception>
    public Statements Open(byte[] token, byte[] sealedContent) => StatementJson.Read(_content.Open(sealedContent, token));
}
