using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Departments;

/// <summary>The six questions that are asked of every child in a department (workflows, 1.1, A4).</summary>
public enum VisitQuestion : byte
{
    /// <summary>Has the account of what happened changed?</summary>
    AccountChanged,
    /// <summary>Was there a delay in coming that has no good reason?</summary>
    Delay,
    /// <summary>Does the injury or illness fit what a child of this age can do?</summary>
    FitsAge,
    /// <summary>Is anything about how child and adult behave worrying?</summary>
    Behaviour,
    /// <summary>Top to toe: anything that the account does not explain?</summary>
    TopToToe,
    /// <summary>Any other worry?</summary>
    OtherWorry,
}

/// <summary>What an answer comes to. There is no fourth: an answer that is missing is not given.</summary>
public enum QuestionAnswer : byte
{
    /// <summary>It does not worry whoever saw the child. That is not the same as no concerns.</summary>
    NotWorrying,
    /// <summary>It does.</summary>
    Worrying,
    /// <summary>Nobody can tell yet, or nobody has looked: it is closed before the child goes (workflows, 1.1).</summary>
    NotYet,
}

/// <summary>The words of the questions and of their answers.</summary>
public static class VisitQuestionWords
{
    private static readonly WordTable<VisitQuestion> Questions = new("account-changed", "delay", "fits-age", "behaviour", "top-to-toe", "other-worry");

    /// <summary>Every question, in the order in which they are asked.</summary>
    public static ImmutableArray<VisitQuestion> All { get; } = [.. Enum.GetValues<VisitQuestion>()];

    /// <summary>The word on the wire.</summary>
    public static string Word(this VisitQuestion question) => Questions.Of(question);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out VisitQuestion question) => Questions.TryRead(word, out question);

    /// <summary>The answers that a question takes, in words: the harmless one, the worrying one, and the one that leaves it open where there is one.</summary>
    public static ImmutableArray<string> AnswersOf(VisitQuestion question) => question switch
    {
        VisitQuestion.FitsAge => ["fits", "does-not-fit", "cannot-tell-yet"],
        VisitQuestion.TopToToe => ["no", "yes", "not-done-yet"],
        VisitQuestion.OtherWorry => ["no", "yes"],
        _ => ["no", "yes", "cannot-tell-yet"],
    };

    /// <summary>Reads an answer to a question; an unknown one is false.</summary>
    public static bool TryRead(VisitQuestion question, string? word, out QuestionAnswer answer)
    {
        var index = word is null ? -1 : AnswersOf(question).IndexOf(word);
        answer = index < 0 ? QuestionAnswer.NotYet : (QuestionAnswer)index;
        return index >= 0;
    }
}
