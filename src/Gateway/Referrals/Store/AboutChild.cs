using System.Globalization;
using System.Text.Json;
using Gateway.Hosting;
using Gateway.Rules.Identifiers;

namespace Gateway.Referrals.Store;

/// <summary>Who a child of a referral is: what lists show, and what puts a step on the child's own trail in the ledger.</summary>
/// <param name="Name">What the referrer calls the child, or how they describe them.</param>
/// <param name="Born">The date of birth, else the day on which it is due, else the latest that fits the age that was guessed: retention counts from it.</param>
internal sealed record AboutChild(string Name, NhsNumber? Number, DateOnly? Born)
{
    public byte[] Bytes() => JsonBytes.Of(json =>
    {
        json.WriteString("name"u8, Name);
        if (Number is { } number) json.WriteString("nhsNumber"u8, number.Digits);
        if (Born is { } born) json.WriteString("born"u8, born.ToString("O", CultureInfo.InvariantCulture));
    });

    public static AboutChild Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return new AboutChild(
            root.GetProperty("name").GetString()!,
            root.TryGetProperty("nhsNumber", out var text) ? NumberOf(text.GetString()) : null,
            root.TryGetProperty("born", out var born) ? DateOnly.ParseExact(born.GetString()!, "O", CultureInfo.InvariantCulture) : null);
    }

    public override string ToString() => "(a child of a referral)";

    private static NhsNumber NumberOf(string? text) =>
        NhsNumber.Read(text, out var number) == NhsNumberFault.None ? number : throw new InvalidDataException("A stored NHS number does not read.");
}
