namespace Gateway.Rules.Matching.Reading;

/// <summary>How far two dates of birth agree, the closest kind that holds.</summary>
public enum DateAgreement
{
    /// <summary>The same day.</summary>
    Exact,

    /// <summary>Day and month the other way round.</summary>
    Swapped,

    /// <summary>One digit of the eight changed, or two neighbouring digits swapped.</summary>
    OneSlip,

    /// <summary>Two of year, month and day the same.</summary>
    TwoParts,

    /// <summary>Anything else.</summary>
    Different,
}

/// <summary>What is wrong with a date that was written.</summary>
public enum BirthDateFault
{
    /// <summary>Nothing: it reads.</summary>
    None,

    /// <summary>Nothing was written.</summary>
    Missing,

    /// <summary>It is not written as a date is, or its year has two digits.</summary>
    NotADate,

    /// <summary>It is written as a date, and there is no such day.</summary>
    NoSuchDay,
}

/// <summary>Compares and reads dates of birth.</summary>
public static class BirthDates
{
    /// <summary>How far two dates agree. Allocates nothing; symmetric.</summary>
    public static DateAgreement Compare(DateOnly left, DateOnly right)
    {
        if (left == right) return DateAgreement.Exact;
        var (sameDay, sameMonth, sameYear) = (left.Day == right.Day, left.Month == right.Month, left.Year == right.Year);
        if (sameYear && left.Day == right.Month && left.Month == right.Day) return DateAgreement.Swapped;
        if (IsOneSlip(Digits(left), Digits(right))) return DateAgreement.OneSlip;
        return (sameDay && sameMonth) || (sameDay && sameYear) || (sameMonth && sameYear) ? DateAgreement.TwoParts : DateAgreement.Different;
    }

    /// <summary>
    /// Reads a date in the order used in the United Kingdom (4/3/2015, 04-03-2015, 4 Mar 2015, 4 March 2015) or year first (2015-03-04, 20150304).
    /// Nothing is guessed: a year needs four digits, and a day that does not exist is never rolled over.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="date">The date when the answer is <see cref="BirthDateFault.None"/>.</param>
    public static BirthDateFault Read(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        text = text.Trim();
        if (text.IsEmpty) return BirthDateFault.Missing;
        Span<Range> parts = stackalloc Range[4];
        var count = text.SplitAny(parts, "-/. ", StringSplitOptions.RemoveEmptyEntries);
        if (count == 1 && text.Length == 8) return Make(text[..4], text[4..6], text[6..], out date);
        if (count != 3) return BirthDateFault.NotADate;
        var isYearFirst = text[parts[0]].Length == 4;
        return Make(text[parts[isYearFirst ? 0 : 2]], text[parts[1]], text[parts[isYearFirst ? 2 : 0]], out date);
    }

    private static BirthDateFault Make(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, out DateOnly date)
    {
        date = default;
        var (y, m, d) = (Number(year), char.IsAsciiLetter(month[0]) ? MonthNames.Number(month) : Number(month), Number(day));
        if (year.Length != 4 || y < 0 || m < 0 || d < 0 || day.Length > 2) return BirthDateFault.NotADate;
        if (y == 0 || m is 0 or > 12 || d == 0 || d > DateTime.DaysInMonth(y, m)) return BirthDateFault.NoSuchDay;
        date = new DateOnly(y, m, d);
        return BirthDateFault.None;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty || digits.Length > 4) return -1;
        var value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return -1;
            value = value * 10 + (c - '0');
        }

        return value;
    }

    private static int Digits(DateOnly date) => date.Day * 1_000_000 + date.Month * 10_000 + date.Year;

    // Both in ddMMyyyy: either one digit differs, or two that stand side by side, crosswise.
    private static bool IsOneSlip(int left, int right)
    {
        var (differing, was, now, carried) = (0, 0, 0, false);
        for (var place = 0; place < 8; place++, left /= 10, right /= 10)
        {
            var (a, b) = (left % 10, right % 10);
            if (a == b)
            {
                if (differing == 1) carried = true;
                continue;
            }

            if (++differing > 2 || (differing == 2 && (carried || a != now || b != was))) return false;
            (was, now) = (a, b);
        }

        return differing > 0;
    }
}
