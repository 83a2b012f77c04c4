using System.Diagnostics;
using PolyK8s.Engine.Validation;
using PolyK8s.Verdicts;

// Compares field validation with recorded verdicts of a real API server, kind by kind.
// POLYK8S_VERDICTS names the folder with create.jsonl and create.bases.json; a first argument limits the kinds.
if (Environment.GetEnvironmentVariable("POLYK8S_VERDICTS") is not { Length: > 0 } folder || !File.Exists(Path.Combine(folder, "create.jsonl")))
{
    Console.Error.WriteLine("POLYK8S_VERDICTS must name the folder that holds create.jsonl and create.bases.json");
    return 2;
}

var cases = Case.Read(folder, "create").Where(c => c.Code != 400 && (args.Length == 0 || args.Contains(c.Kind))).ToArray();
var results = cases.Select(c => new Agreement(c, FieldValidation.Of(c.Object))).ToArray();
Report.Print(results, cases.Where(c => !FieldValidation.Knows(new(c.Object.Group, c.Object.Kind))).Select(c => c.Kind));

// Updates are judged by all three together: structure, validity and what may not change.
if (File.Exists(Path.Combine(folder, "update.jsonl")))
{
    var updates = Case.Read(folder, "update").Where(c => args.Length == 0 || args.Contains(c.Kind));
    var view = Updates.View(folder);
    Console.WriteLine("updates");
    Report.Print([.. updates.Select(u => Updates.Judged(u, view))], []);
}

// The shipped program, on every case: what cannot be read, what another rule says and what belongs together are part of it.
var shipped = new Shipped(Updates.View(folder));
foreach (var name in new[] { "create", "update" }.Where(name => File.Exists(Path.Combine(folder, name + ".jsonl"))))
{
    shipped.Print(name, Case.Read(folder, name).Where(c => args.Length == 0 || args.Contains(c.Kind)), name == "update");
}

// How long one object takes, once everything is compiled.
var objects = cases.Where(c => c.Allowed && c.Kind == "Deployment").Select(c => c.Object).ToArray();
var best = double.MaxValue;
for (var round = 0; round < 500 && objects.Length > 0; round++)
{
    var start = Stopwatch.GetTimestamp();
    foreach (var item in objects)
    {
        FieldValidation.Of(item);
    }

    best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / objects.Length);
}

var bytes = GC.GetAllocatedBytesForCurrentThread();
foreach (var item in objects)
{
    FieldValidation.Of(item);
}

Console.WriteLine($"{best:F1} µs and {(GC.GetAllocatedBytesForCurrentThread() - bytes) / Math.Max(1, objects.Length)} bytes per valid Deployment");
return 0;
