using Gateway.Rules.Identifiers;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gateway.Data;

/// <summary>An NHS number as its ten digits, or nothing where it names nobody. A row that does not read is a fault, and the text stays out of the message.</summary>
internal sealed class NhsNumberText() : ValueConverter<NhsNumber, string>(number => number.IsEmpty ? "" : number.Digits, text => Of(text))
{
    public static NhsNumber Of(string text)
    {
        if (text.Length == 0) return default;
        return NhsNumber.Read(text, out var number) is NhsNumberFault.None ? number : throw new InvalidDataException("A stored NHS number does not read.");
    }
}
