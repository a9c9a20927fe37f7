using System.Buffers;

namespace Gateway.Simulator;

/// <summary>One of the questions of the contract: how its body is read, and how an asked party answers it.</summary>
internal interface IEndpoint<in TAsked, TQuestion>
{
    Func<ReadOnlySequence<byte>, TQuestion> Parse { get; }

    Task AnswerAsync(HttpContext context, TAsked asked, TQuestion question);
}
