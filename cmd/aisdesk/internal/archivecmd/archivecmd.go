// Package archivecmd has the commands about saved imports: list, delete, purge, encrypt, restore.
package archivecmd

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the commands about saved imports: list, delete, purge, encrypt, restore.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.listCommand(), prog.deleteCommand(), prog.purgeCommand(), prog.encryptCommand(), prog.restoreCommand()}
}

type commands struct{ *cli.Program }

func (prog commands) deleteCommand() *cobra.Command {
	var yes, provider bool
	var out cli.Output
	c := &cobra.Command{
		Use:   "delete ID",
		Short: "Delete a saved import, after asking once",
		Long:  "Delete a saved import, after asking once.\n\n" + cli.IDHelp,
		Args:  cli.OneArg("the import's ID"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.WithApp(func(a *app.App) error {
				index, _ := prog.index(c.Context(), a, library.Query{}) // names customer, bank and case where nobody has to be asked; it deletes without, too
				e, err := a.SavedImport(c.Context(), args[0])
				if err != nil {
					return err
				}
				if index != nil { // only the index knows the case
					if n, ok := index.Position(e.ID); ok {
						e = index.Entry(n)
					}
				}
				what := e.ID
				if e.Title() != e.ID {
					what += " of " + e.Summary()
				}
				if of := e.Belongs(nil); of != "" {
					fmt.Fprintln(prog.Err, "Attention: "+text.Clean(of).String())
				}
				if err := prog.Agree(yes, "Delete import "+what+" from this machine? It cannot be undone.", errors.New("nothing was deleted. --yes deletes without asking")); err != nil {
					return err
				}
				if err := a.Delete(c.Context(), e.ID, provider); err != nil {
					return err
				}
				fmt.Fprintln(prog.Remarks(), "deleted import "+what)
				if err := prog.Print(c.Context(), &out, cli.Document{Value: deleted{e.ID, e.Bank(), true, provider}, Table: cli.NoTable}); err != nil {
					return fmt.Errorf("import %s is deleted; %w", e.ID, err)
				}
				return nil
			})
		},
	}
	out.Add(c, cli.Data...)
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	c.Flags().BoolVar(&provider, "provider", false, "delete the provider's copy of the owner's data too")
	return c
}

// deleted is what became of an import.
type deleted struct {
	ID       string    `json:"id"`
	Bank     text.Text `json:"bank,omitzero"`
	Deleted  bool      `json:"deleted"`
	Provider bool      `json:"provider"` // the provider's copy of the owner's data, too
}

func (prog commands) encryptCommand() *cobra.Command {
	var older bool
	var out cli.Output
	c := &cobra.Command{
		Use:   "encrypt passphrase|keyring",
		Short: "Encrypt what is saved from now on",
		Long: `Encrypt what is saved from now on, with a key that a passphrase opens or that the system's keyring holds. Imports
that are saved already stay as they are unless --older is given, which also encrypts again what an earlier version
encrypted. Without the passphrase or the keyring nobody can read what was saved.

` + cli.PassphraseHelp,
		Args:      cobra.MatchAll(cli.OneArg("passphrase or keyring"), cli.KnownArg),
		ValidArgs: []string{string(seal.ByPassphrase), string(seal.ByKeyring)},
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.WithApp(func(a *app.App) error {
				return prog.encrypt(c.Context(), a, seal.Kind(args[0]), older, &out)
			})
		},
	}
	c.AddCommand(prog.changeCommand(), prog.recoveryCommand(), prog.recoverCommand(), prog.trustCommand())
	c.Flags().BoolVar(&older, "older", false, "encrypt the imports that are saved already as well")
	out.Add(c, cli.Data...)
	return c
}

// encrypted is what encrypts from now on, and how many older imports it encrypted.
type encrypted struct {
	Encryption string `json:"encryption"` // passphrase or keyring
	Older      int    `json:"older"`
}

func (prog commands) encrypt(ctx context.Context, a *app.App, kind seal.Kind, older bool, out *cli.Output) error {
	if err := a.Keys.Encrypt(ctx, kind, prog.NewPassphrase); err != nil {
		return err
	}
	n, err := 0, error(nil)
	if older {
		n, err = a.Keys.EncryptOlder(ctx)
	}
	table := func(w io.Writer) error {
		fmt.Fprintln(w, "Imports are encrypted from now on.")
		if older {
			_ = prog.counted(n, err, "%s encrypted.\n", "older import", "older imports") // err is returned below
		}
		return nil
	}
	return errors.Join(prog.Print(ctx, out, cli.Document{Value: encrypted{string(kind), n}, Table: table}), err)
}

// counted says of how many imports something was done, before an error only where it is any, and returns the error.
func (prog commands) counted(n int, err error, format, one, many string) error {
	if err == nil || n > 0 {
		fmt.Fprintf(prog.Out, format, english.Plural(n, one, many))
	}
	return err
}
