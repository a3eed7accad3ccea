"""`dateline dossier`: one event with everything behind it."""

from __future__ import annotations

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import AccountJson, Coarsen, DryRun, Excerpts, Id, ProjectPath, WithNames
from dateline.cli.print_file import FormatOption, OutOption, chosen_format, print_to
from dateline.cli.speech import counted, give_json, say

__all__ = ["dossier"]


def dossier(
    event: Id,
    *,
    format_: FormatOption = None,
    out: OutOption = None,
    with_names: WithNames = False,
    coarsen: Coarsen = None,
    excerpts: Excerpts = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: AccountJson = False,
) -> int:
    """Write one event with everything behind it: values and their rules, claims side by side, words in context, documents, decisions.

    Names of private persons are withheld.
    """
    kind = chosen_format(format_, out)
    with open_nearest(project) as opened:
        from dateline.run.exporting import options_with, withholding_of
        from dateline.run.printing import dossier_of

        options = options_with(opened.withheld, with_names=with_names, coarsen=coarsen, excerpts=excerpts, for_excel=False)
        view = find_event(opened, event)
        size_bytes = print_to(dossier_of(opened, view, withholding=withholding_of(options)), kind, out, dry_run=dry_run)
    if json:
        node: dict[str, object] = {
            "event": view.id,
            "claims": len(view.claims),
            "documents": len(view.documents),
            "format": kind.value,
        }
        give_json(
            node | {"file": str(out) if out else None, "bytes": size_bytes, "dry_run": dry_run}, err=out is None and not dry_run
        )
    else:
        told = f"{counted(len(view.claims), 'claim')} in {counted(len(view.documents), 'document')}"
        say(f"{view.id}: {told}{f' in {out}' if out and not dry_run else ''}")
    return ExitCode.DONE
