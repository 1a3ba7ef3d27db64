using System.Text;
using ConnectionDiagnostics.Tool;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // Ends the diagnosis in order; the exit status then says that it was interrupted.
    pressed.Cancel = true;
    interrupt.Cancel();
};
return await ToolCommand.RunAsync(args, new ToolConsole(Console.Out, Console.Error) { Input = OpenInput() }, interrupt.Token).ConfigureAwait(false);

// Not Console.In: that one waits for a line without heeding an interruption.
static StreamReader OpenInput() => new(Console.OpenStandardInput(), Encoding.UTF8);
