// Package archivecmd has the commands about saved imports: list, delete, purge, encrypt.
package archivecmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the commands about saved imports: list, delete, purge, encrypt.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.listCommand(), prog.deleteCommand(), prog.purgeCommand(), prog.encryptCommand()}
}

type commands struct{ *cli.Program }

func (prog commands) listCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{
		Use:   "list",
		Short: "List the saved imports, newest first",
		Args:  cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.WithApp(func(a *app.App) error {
				all, err := a.List(c.Context())
				if err != nil {
					return err
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: listed(all), Table: func(io.Writer) error { return prog.printList(all) }})
			})
		},
	}
	out.Add(c, cli.Data...)
	return c
}

// listedImport is one import of the list.
type listedImport struct {
	archive.Manifest
	// Completeness is "failed", "not read", "partial" or "partly read"; it is left out of a whole import.
	Completeness string `json:"completeness,omitempty"`
	Damaged      string `json:"damaged,omitempty"`
}

func listed(all []app.SavedImport) []listedImport {
	out := make([]listedImport, len(all))
	for i, e := range all {
		out[i].Manifest, out[i].Completeness = e.Manifest, e.Completeness()
		if e.Damaged != nil {
			out[i].Damaged = e.Damaged.Error()
		}
	}
	return out
}

func (prog commands) printList(all []app.SavedImport) error {
	if len(all) == 0 {
		fmt.Fprintln(prog.Err, "There are no saved imports yet. \"aisdesk demo\" makes one.")
		return nil
	}
	w := tabwriter.NewWriter(prog.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tENVIRONMENT\tTARGET\tSTATE\tACCOUNTS\tTRANSACTIONS\tCUSTOMER ID\tEXPIRES")
	for _, e := range all {
		if e.Damaged != nil {
			fmt.Fprintf(w, "%s\t%s\tdamaged: %v\n", e.ID, e.Environment, e.Damaged)
			continue
		}
		accounts, rows := "?", "?"
		if e.Counts != nil {
			accounts, rows = fmt.Sprint(e.Counts.Accounts), fmt.Sprint(e.Counts.Transactions)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", e.ID, e.Environment, e.Target, stateOf(e), accounts, rows,
			e.OwnerExternalID, expiry(e))
	}
	return w.Flush()
}

// stateOf is the state of an import's command, or what keeps its reply from being whole, and whether nothing confirms
// whose it is.
func stateOf(e app.SavedImport) string {
	if e.OwnerUnconfirmed {
		return completenessOf(e) + ", customer not confirmed"
	}
	return completenessOf(e)
}

func completenessOf(e app.SavedImport) string {
	state := e.State.String()
	switch c := e.Completeness(); c {
	case "", "failed":
		return state
	case "not read":
		return c // a success that nobody could read is none
	default:
		return state + ", " + c
	}
}

func expiry(e app.SavedImport) string {
	if e.Expires.IsZero() {
		return "never"
	}
	return e.Expires.Local().Format(time.DateOnly)
}

func (prog commands) deleteCommand() *cobra.Command {
	var yes, provider bool
	c := &cobra.Command{
		Use:   "delete ID",
		Short: "Delete a saved import, after asking once",
		Long:  "Delete a saved import, after asking once.\n\n" + cli.IDHelp,
		Args:  cli.OneArg("the import's ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				e, err := a.SavedImport(c.Context(), args[0])
				if err != nil {
					return err
				}
				if !yes && !prog.Agreed("Delete import "+e.ID+" from this machine? It cannot be undone. [y/N] ") {
					return errors.New("nothing was deleted. --yes deletes without asking")
				}
				return a.Delete(c.Context(), e.ID, provider)
			})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	c.Flags().BoolVar(&provider, "provider", false, "delete the provider's copy of the owner's data too")
	return c
}

func (prog commands) purgeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "purge",
		Short: "Delete the saved imports that have expired",
		Args:  cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return prog.WithApp(func(a *app.App) error {
				n, err := a.Purge(c.Context())
				fmt.Fprintf(prog.Out, "%s deleted.\n", english.Plural(n, "expired import", "expired imports"))
				return err
			})
		},
	}
}

func (prog commands) encryptCommand() *cobra.Command {
	var older bool
	c := &cobra.Command{
		Use:   "encrypt passphrase|keyring",
		Short: "Encrypt what is saved from now on",
		Long: `Encrypt what is saved from now on, with a key that a passphrase opens or that the system's keyring holds. Imports
that are saved already stay as they are unless --older is given. Without the passphrase or the keyring nobody can read
what was saved.`,
		Args:      cobra.MatchAll(cli.OneArg("passphrase or keyring"), cli.KnownArg),
		ValidArgs: []string{string(archive.KeyPassphrase), string(archive.KeyKeyring)},
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				return prog.encrypt(c.Context(), a, archive.KeyKind(args[0]), older)
			})
		},
	}
	c.Flags().BoolVar(&older, "older", false, "encrypt the imports that are saved already as well")
	return c
}

func (prog commands) encrypt(ctx context.Context, a *app.App, kind archive.KeyKind, older bool) error {
	if err := a.Encrypt(ctx, kind, prog.NewPassphrase); err != nil {
		return err
	}
	fmt.Fprintln(prog.Out, "Imports are encrypted from now on.")
	if older {
		n, err := a.EncryptOlder(ctx)
		fmt.Fprintf(prog.Out, "%s encrypted.\n", english.Plural(n, "older import", "older imports"))
		return err
	}
	return nil
}

// Outputs are the values that the commands print as JSON, by the names of their schemas.
func Outputs() map[string]any { return map[string]any{"list": listedImport{}} }
