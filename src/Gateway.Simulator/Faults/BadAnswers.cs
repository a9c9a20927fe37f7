using System.Text;

namespace Gateway.Simulator;

/// <summary>Answers late, badly or not at all, as the behaviour says.</summary>
internal sealed class BadAnswers(AnswerSigner signer, Func<Uri> trap)
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<!doctype html><title>Portal</title><p>Simulated page: no records found.</p>");
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("Simulated fault: no records found.");

    /// <param name="holder">Who signs; nobody where the contract asks for no signature.</param>
    /// <param name="write">Makes the reply in which the behaviour's own changes to the members already are.</param>
    public async Task AnswerAsync(HttpContext context, Behaviour behaviour, string? holder, Func<Reply> write, int status)
    {
        if (behaviour.DelayMilliseconds > 0) await Task.Delay(behaviour.DelayMilliseconds, context.RequestAborted);
        var answering = behaviour.Fault switch
        {
            Fault.Silent => Task.Delay(Timeout.Infinite, context.RequestAborted),
            Fault.Reset or Fault.Refuse => Break(context),
            Fault.Error => SendAsync(context, 500, "text/plain; charset=utf-8", Text),
            Fault.Html => SendAsync(context, 200, "text/html; charset=utf-8", Page),
            Fault.Endless => EndlessBody.SendAsync(context, status, write()),
            Fault.Redirect => RedirectAsync(context),
            Fault.GzipBomb => GzipBomb.SendAsync(context, status),
            Fault.LeaveAlone => LeaveAloneAsync(context),
            Fault.Truncated => SignAndSendAsync(context, behaviour, holder, status, Half(write())),
            Fault.Drip => Drip.SendAsync(context, status, write().Body.ToArray()),
            Fault.ResetBody => ResetInTheMiddleAsync(context, status, write().Body.ToArray()),
            _ => SignAndSendAsync(context, behaviour, holder, status, write().Body.ToArray()),
        };
        await answering;
    }

    /// <summary>Of what type an answer to this question is.</summary>
    public static string TypeOf(HttpContext context) => SearchForm.Is(context) ? FhirEndpoint.Content : "application/json";

    private static Task Break(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static ReadOnlyMemory<byte> Half(Reply reply) => reply.Body[..(reply.Body.Length / 2)].ToArray();

    private Task SignAndSendAsync(HttpContext context, Behaviour behaviour, string? holder, int status, ReadOnlyMemory<byte> body)
    {
        if (holder is not null) signer.Sign(context, status, body, holder, behaviour.Fault);
        return SendAsync(context, status, TypeOf(context), body);
    }

    private static Task LeaveAloneAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "3600";
        context.Response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private static async Task ResetInTheMiddleAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = TypeOf(context);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body[..(body.Length / 2)], CancellationToken.None);
        await context.Response.Body.FlushAsync(CancellationToken.None);
        context.Abort();
    }

    private Task RedirectAsync(HttpContext context)
    {
        context.Response.Headers.Location = new Uri(trap(), "v1/answers").ToString();
        context.Response.StatusCode = 302;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, CancellationToken.None).AsTask();
    }
}
