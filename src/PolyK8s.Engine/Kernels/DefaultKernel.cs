using System.Collections.Immutable;
using Dafny;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Schemas;
using PolyK8s.Kernels.DefaultPlaces;
using PolyK8s.Kernels.DefaultTrees;
using PolyK8s.Kernels.SafeDefaults;
using Growth = PolyK8s.Engine.Defaulting.Growth;
using KernelDefault = PolyK8s.Kernels.DefaultTrees._Default;
using KernelDefaults = PolyK8s.Kernels.DefaultTrees.Defaults;

namespace PolyK8s.Engine.Kernels;

/// <summary>The border of the defaults kernel: a tree of defaults in the kernel's form, what it adds to a document, and what of it fits no schema.</summary>
internal sealed class DefaultKernel
{
    private readonly _IFill _fill;

    /// <summary>Makes the tree once.</summary>
    public DefaultKernel(IEnumerable<(ImmutableArray<DefaultStep> Path, ManifestNode Value)> defaults) =>
        _fill = KernelDefaults.create(Sequence<_IDefault>.FromArray([.. defaults.Select(d => KernelDefault.create(StepsOf(d.Path), StructureDocument.Of(d.Value)))])).Tree();

    /// <summary>Whether nothing is ever added.</summary>
    public bool IsEmpty => _fill.IsEmpty();

    /// <summary>What a document grows by; null when it stays as it is.</summary>
    public Growth? GrowthOf(ManifestNode document) => Read(_fill.GrowthOf(StructureDocument.Of(document)));

    /// <summary>The defaults that have no place in the schema of a kind, each with its path and one line.</summary>
    public ImmutableArray<(ImmutableArray<DefaultStep> Path, string Problem)> Misfits(KindSchema kind)
    {
        var misfits = Ground.create(kind.Table.Kernel.Schemas).Misfits(_fill, kind.Root, Sequence<_IStep>.Empty);
        return [.. misfits.CloneAsArray()
            .Select(m => (Path: PathOf(m.dtor_path), Why: m.dtor_why))
            .DistinctBy(m => (DefaultPath.Text(m.Path), m.Why.is_Wrong ? "" : m.Why.ToString()))
            .SelectMany(m => Problems(m.Path, m.Why, kind))];
    }

    // A value that may be wrong is looked at here: only a check that fails is anything to talk about.
    private IEnumerable<(ImmutableArray<DefaultStep>, string)> Problems(ImmutableArray<DefaultStep> path, _IWhy why, KindSchema kind) => why switch
    {
        { is_Wrong: true } => StructureFindings.Of(GivenAt(path), kind with { Root = SchemaPath.At(kind, path) })
            .Select(finding => (path, string.Join(": ", new[] { finding.Path, finding.Reason, finding.Detail }.Where(part => part.Length > 0)))),
        { is_NoField: true } => [(path.Add(new(why.dtor_name)), $"{Named(kind, why.dtor_schema)} has no field `{why.dtor_name}`")],
        { is_NoList: true } => [(path, $"{Named(kind, why.dtor_schema)} is no list")],
        { is_IntoList: true } => [(path, $"is a list; write `[*]` before `{why.dtor_name}`")],
        { is_IntoSet: true } => [(path, "is a list of which no two elements are alike; a default could make them so")],
        { is_KeyOfList: true } => [(path.Add(new(why.dtor_name)), $"`{why.dtor_name}` tells the elements of this list apart; a default would make them alike")],
        { is_Counted: true } => [(path, "has a bound or a check of its own, which more members could break")],
        { is_NothingInside: true } => [(path, $"{Named(kind, why.dtor_schema)} has nothing inside")],
        _ => [(path, "has no schema")],
    };

    private static string Named(KindSchema kind, int schema) => JsonTypes.Said(kind.Table, kind.Table[schema]) is var said && said.Contains(' ', StringComparison.Ordinal) ? said : $"`{said}`";

    private ManifestNode GivenAt(ImmutableArray<DefaultStep> path)
    {
        var (fill, slot) = (_fill, default(_ISlot));
        foreach (var step in path)
        {
            slot = step.IsEvery ? null : fill.dtor_slots.CloneAsArray().First(s => s.dtor_name == step.Name);
            fill = slot?.dtor_fill ?? fill.dtor_elements.dtor_fill;
        }

        return KernelJson.Read(fill.Filled(slot!.dtor_given.dtor_value));
    }

    private static ISequence<_IStep> StepsOf(ImmutableArray<DefaultStep> path) =>
        Sequence<_IStep>.FromArray([.. path.Select(step => step.IsEvery ? Step.create_Every() : Step.create_Named(step.Name!))]);

    private static ImmutableArray<DefaultStep> PathOf(ISequence<_IStep> path) =>
        [.. path.CloneAsArray().Select(step => step.is_Every ? DefaultStep.Every : new DefaultStep(step.dtor_name))];

    private static Growth? Read(_IGrowth growth) => growth.is_Same ? null : new(
        [.. growth.dtor_inside.CloneAsArray().Select(Read)],
        growth.is_InList ? [] : [.. growth.dtor_added.CloneAsArray().Select(m => new ManifestMember(m.dtor_name, KernelJson.Read(m.dtor_value)))]);
}
