using System.Globalization;
using PolyK8s.Load;

// The parts of a load measurement that measure.sh puts together: the floor, the cluster, the reviews.
return args switch
{
    ["floor", var port] when int.TryParse(port, CultureInfo.InvariantCulture, out var number) => await Floor.RunAsync(number),
    ["cluster", var folder, var scale] when double.TryParse(scale, CultureInfo.InvariantCulture, out var factor) => SyntheticCluster.Write(folder, factor),
    ["reviews", var folder] => Reviews.Write(folder),
    ["without-repeats"] => RulesOfACluster.Write(Console.OpenStandardInput(), Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: load floor PORT | load cluster FOLDER SCALE | load reviews FOLDER | load without-repeats < RULES");
    return 2;
}
