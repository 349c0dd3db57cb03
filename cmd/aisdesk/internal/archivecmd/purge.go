package archivecmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

func (prog commands) purgeCommand() *cobra.Command {
	var dry bool
	var out cli.Output
	c := &cobra.Command{
		Use:   "purge",
		Short: "Delete the saved imports that have expired",
		Long: `Delete the saved imports that have expired, and erase the cases whose time is over (keep_cases in [case] of the settings).
--dry-run lists them and deletes nothing.

` + cli.PassphraseHelp,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.WithApp(func(a *app.App) error {
				if err := unlockForCases(c.Context(), a); err != nil {
					return err
				}
				return prog.purge(c.Context(), a, dry, &out)
			})
		},
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "list what would be deleted, and delete nothing")
	out.Add(c, cli.Data...)
	return c
}

// unlockForCases unlocks the archive where it has cases: whether their time is over stands in what is sealed. Where nobody can say
// the passphrase it stays locked, and imports are purged alone.
func unlockForCases(ctx context.Context, a *app.App) error {
	ids, err := a.Cases.IDs(ctx)
	if err != nil || len(ids) == 0 {
		return err
	}
	if err := a.Unlock(ctx); !errors.Is(err, cli.ErrNobodyToAsk) {
		return err
	}
	return nil
}

// expired is an import or a case whose time is over.
type expired struct {
	Kind    string    `json:"kind"` // import or case
	ID      string    `json:"id"`
	Bank    text.Text `json:"bank,omitzero"`
	Expires time.Time `json:"expires,omitzero"`
	Deleted bool      `json:"deleted"` // false with --dry-run, and for what is there still

	title string // whom it is about
}

// purge deletes what has expired. Where the clock is in doubt it asks first.
func (prog commands) purge(ctx context.Context, a *app.App, dry bool, out *cli.Output) error {
	if dry {
		prog.tellClock(ctx, a) // it asks the store for its time, too
	}
	all, unproven, err := allExpired(ctx, a)
	if err != nil {
		return err
	}
	if unproven > 0 {
		fmt.Fprintf(prog.Remarks(), "%s, which may have been changed: \"aisdesk check --all\" tells. Locked ones are deleted once purge has the passphrase.\n",
			english.Plural(unproven, "import stays that says it has expired", "imports stay that say they have expired"))
	}
	var gone app.Purged
	if !dry {
		gone, err = prog.delete(ctx, a)
	}
	if err != nil && len(gone.Imports)+len(gone.Cases) == 0 {
		return err // nobody looked at what has expired
	}
	if gone.Locked {
		fmt.Fprintln(prog.Remarks(), "The archive is locked, so no case was looked at: whether its time is over is sealed. AISDESK_PASSPHRASE_FILE names a file with the passphrase.")
	}
	for kind, ids := range map[string][]string{"import": gone.Imports, "case": gone.Cases} {
		for _, id := range ids {
			at := slices.IndexFunc(all, func(e expired) bool { return e.Kind == kind && e.ID == id })
			if at < 0 { // it expired since
				all, at = append(all, expired{Kind: kind, ID: id}), len(all)
			}
			all[at].Deleted = true
		}
	}
	table := func(w io.Writer) error { return printExpired(w, all, dry) }
	return errors.Join(prog.Print(ctx, out, cli.Document{Value: all, Table: table}), err)
}

// tellClock says with what would be deleted why it would not be, as long as the clock is in doubt.
func (prog commands) tellClock(ctx context.Context, a *app.App) {
	if _, err := a.Remote.Now(ctx); err != nil {
		fmt.Fprintf(prog.Err, "warning: purge would delete none of it now: %v\n", text.Clean(err.Error()))
	} else if err := a.Library.DoubtDeletion(); err != nil {
		fmt.Fprintf(prog.Err, "warning: purge would ask before it deletes any of it now: %v\n", text.Clean(err.Error()))
	}
}

// delete deletes what has expired, once the clock is right.
func (prog commands) delete(ctx context.Context, a *app.App) (app.Purged, error) {
	gone, err := a.Library.Purge(ctx)
	var doubt *archive.ClockError
	if !errors.As(err, &doubt) {
		return gone, err
	}
	if err := prog.Agree(false, "Attention: "+doubt.Error()+". Is the clock right, and is what has expired by it to be deleted?",
		fmt.Errorf("%w. Set the clock, or look at what would go with --dry-run", err)); err != nil {
		return gone, err
	}
	if err := a.Library.TrustClock(); err != nil {
		return gone, err
	}
	return a.Library.Purge(ctx)
}

// allExpired are the imports and cases whose time is over, and how many imports say so without a proof.
func allExpired(ctx context.Context, a *app.App) (out []expired, unproven int, err error) {
	out = []expired{}
	imports, locked, err := a.Library.Expired(ctx)
	if err != nil {
		return nil, 0, err
	}
	for i := range imports {
		e := &imports[i]
		out = append(out, expired{Kind: "import", ID: e.ID, Bank: e.Bank(), Expires: e.Expires, title: e.Title()})
	}
	cases, err := a.Cases.Retention.Expired(ctx, a.Library.Now())
	for _, l := range cases {
		out = append(out, expired{Kind: "case", ID: l.ID, Expires: a.Cases.Retention.Expires(l.State), title: l.State.Label})
	}
	return out, len(locked), err
}

func printExpired(w io.Writer, all []expired, dry bool) error {
	p := &cli.Printer{W: w}
	imports, cases := 0, 0
	for _, e := range all {
		switch {
		case !dry && !e.Deleted:
			continue
		case e.Kind == "import":
			imports++
		default:
			cases++
		}
		if dry {
			p.Line("%s  %s, %s, expired %s", e.ID, e.title, text.First(e.Bank, text.Clean(e.Kind)), e.Expires.Local().Format(time.DateOnly))
		}
	}
	done := "deleted"
	if dry {
		done = "would be deleted"
	}
	p.Line("%s %s.", english.Plural(imports, "expired import", "expired imports"), done)
	if cases > 0 {
		p.Line("%s %s.", english.Plural(cases, "expired case", "expired cases"), done)
	}
	return p.Err
}
