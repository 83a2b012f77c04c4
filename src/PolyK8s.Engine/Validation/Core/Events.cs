using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Events, of the core group and of their own.</summary>
/// <remarks>Mirrors <c>ValidateEventCreate</c>, <c>ValidateEventUpdate</c>, <c>legacyValidateEvent</c> and <c>validateV1EventSeries</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Events
{
    /// <summary>An Event of the core group. Its metadata is checked as any object's.</summary>
    public static void Legacy(Field item) => Check(item, item["involvedObject"], "reportingComponent", "message");

    /// <summary>An Event of its own group, which is held to more.</summary>
    public static void Current(Field item)
    {
        Check(item, item["regarding"].At(item["involvedObject"]), "reportingController", "note");
        ObjectMetas.Check(item["metadata"], DnsNames.Subdomain);
        if (item.Before is null)
        {
            Strict(item);
        }
        else if (!SameJson.As(item["series"].Node, item.Before["series"]))
        {
            Series(item["series"]);
        }
    }

    private static void Check(Field item, Field regarding, string controller, string message)
    {
        var (about, own) = (regarding["namespace"], item["metadata"]["namespace"].Text);
        var isNew = item["eventTime"].IsSet;
        var matches = about.Text.Length == 0 ? own is "" or "default" || (isNew && own == "kube-system") : isNew || own.Length == 0 || about.Text == own;
        if (!matches)
        {
            about.InvalidText("does not match event.namespace");
        }

        if (isNew)
        {
            New(item, item[controller].At(item["reportingController"]), item[message].At(item["message"]));
        }
    }

    private static void New(Field item, Field controller, Field message)
    {
        const int most = 128;
        controller.RequiredText();
        controller.Must(LabelNames.Key);
        foreach (var name in (ReadOnlySpan<string>)["reportingInstance", "action", "reason"])
        {
            item[name].RequiredText();
            if (item[name].Text.Length > most)
            {
                item[name].Invalid("\"\"", "can have at most 128 characters");
            }
        }

        if (message.Text.Length > 8 * most)
        {
            message.Invalid("\"\"", "can have at most 1024 characters");
        }
    }

    private static void Strict(Field item)
    {
        Series(item["series"]);
        item["eventTime"].RequiredText();
        if (item["type"].Text is not ("Normal" or "Warning"))
        {
            item["type"].Invalid("\"\"", $"has invalid value: {item["type"].Text}");
        }

        foreach (var (name, path) in ((string, string)[])[("deprecatedFirstTimestamp", "firstTimestamp"), ("deprecatedLastTimestamp", "lastTimestamp"), ("deprecatedCount", "count"), ("deprecatedSource", "source")])
        {
            var old = item[name];
            if (old.Text.Length > 0 || old.Number != 0 || old["component"].Text.Length + old["host"].Text.Length > 0)
            {
                old.At(item[path]).Invalid("\"\"", "needs to be unset");
            }
        }
    }

    private static void Series(Field series)
    {
        if (!series.IsSet)
        {
            return;
        }

        if (series["count"].Number < 2)
        {
            series["count"].Invalid("\"\"", "should be at least 2");
        }

        series["lastObservedTime"].RequiredText();
    }
}
