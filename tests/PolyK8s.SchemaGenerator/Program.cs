using System.Globalization;
using PolyK8s.SchemaGenerator;

// pack FACTS OUT MINOR=FOLDER...   writes the schema pack from unpacked npm packages and the table of facts
// facts OUT MINOR=FOLDER...        writes the table of facts from Go sources, FOLDER holding api/, apimachinery/, ...
// agree FOLDER                       holds the structure rule against recorded verdicts of a server
// compare FOLDER [MINOR]           compares the embedded pack with the documents a server answers at /openapi/v3
return args switch
{
    ["pack", var facts, var output, .. var folders] => WritePack(facts, output, folders),
    ["facts", var output, .. var folders] => WriteFacts(output, folders),
    ["agree", var folder] => Agreement.Run(folder),
    ["compare", var folder, .. var minor] => Comparison.Run(folder, minor is [var m] ? m : null),
    _ => Usage(),
};

static int WritePack(string facts, string output, string[] folders)
{
    var packages = ByMinor(folders).ToDictionary(f => f.Key, f => new ClientNode(f.Value));
    var pack = new Pack(FactTable.Read(facts));
    for (var minor = Minors.First; minor <= Minors.Last; minor++)
    {
        if (packages.TryGetValue(minor, out var package))
        {
            pack.Add(minor, package);
        }
        else
        {
            pack.AddBeside(minor, packages[packages.Keys.Where(k => Math.Abs(k - minor) == 1).Max()]);
        }
    }

    using var writer = new StreamWriter(output) { NewLine = "\n" };
    writer.WriteLine("# The structure of Kubernetes' own kinds, written by `make schemas`. Facts only: names, types, enums, defaults, list types.");
    writer.WriteLine($"minors {Minors.First} {Minors.Last}");
    pack.Write(writer);
    return 0;
}

static int WriteFacts(string output, string[] folders)
{
    var minors = new SortedDictionary<int, List<(string, TypeFacts)>>();
    foreach (var (minor, folder) in ByMinor(folders))
    {
        var types = new GoTypes();
        foreach (var (package, files) in GoPackages.Of(folder))
        {
            types.Add(package, files.Select(File.ReadAllText));
        }

        minors[minor] = [.. types.Types()];
    }

    using var writer = new StreamWriter(output) { NewLine = "\n" };
    writer.WriteLine("# What the packages of registries lack, read from the markers of k8s.io/api, k8s.io/apimachinery,");
    writer.WriteLine("# k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator by the `facts` command of this project.");
    FactTable.Write(writer, minors);
    return 0;
}

static SortedDictionary<int, string> ByMinor(string[] folders) =>
    new(folders.Select(f => f.Split('=', 2)).ToDictionary(p => int.Parse(p[0], CultureInfo.InvariantCulture), p => p[1]));

static int Usage()
{
    Console.Error.WriteLine("usage: pack FACTS OUT MINOR=FOLDER... | facts OUT MINOR=FOLDER... | compare FOLDER [MINOR] | agree FOLDER");
    return 2;
}
