package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/archive"
	"aisdesk/cmd/aisdesk/internal/wire"
)

// withArchive opens the place of the settings and its archive for a command.
func (a *app) withArchive(do func(*wire.Place, *archive.Store) error) error {
	place, err := a.place(sandboxFlags{})
	if err != nil {
		return err
	}
	defer place.Close()
	store, err := place.Archive()
	if err != nil {
		return err
	}
	return do(place, store)
}

func (a *app) listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the saved imports, newest first",
		Args:  noWords,
		RunE: func(*cobra.Command, []string) error {
			return a.withArchive(func(_ *wire.Place, store *archive.Store) error {
				entries, err := store.List()
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(a.Out, listed(entries))
				}
				return a.printList(entries)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	return c
}

// listedImport is one import of the list.
type listedImport struct {
	archive.Manifest
	Damaged string `json:"damaged,omitempty"`
}

func listed(entries []archive.Entry) []listedImport {
	out := make([]listedImport, len(entries))
	for i, e := range entries {
		out[i].Manifest = e.Manifest
		if e.Damaged != nil {
			out[i].Damaged = e.Damaged.Error()
		}
	}
	return out
}

func (a *app) printList(entries []archive.Entry) error {
	if len(entries) == 0 {
		fmt.Fprintln(a.Err, "There are no saved imports yet. \"aisdesk demo\" makes one.")
		return nil
	}
	w := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tENVIRONMENT\tTARGET\tSTATE\tACCOUNTS\tTRANSACTIONS\tCUSTOMER ID\tEXPIRES")
	for _, e := range entries {
		if e.Damaged != nil {
			fmt.Fprintf(w, "%s\t%s\tdamaged: %v\n", e.ID, e.Environment, e.Damaged)
			continue
		}
		accounts, rows := "?", "?"
		if e.Counts != nil {
			accounts, rows = fmt.Sprint(e.Counts.Accounts), fmt.Sprint(e.Counts.Transactions)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", e.ID, e.Environment, e.Target, e.State, accounts, rows,
			e.OwnerExternalID, expiry(e))
	}
	return w.Flush()
}

func expiry(e archive.Entry) string {
	if e.Expires.IsZero() {
		return "never"
	}
	return e.Expires.Local().Format(time.DateOnly)
}

func (a *app) deleteCommand() *cobra.Command {
	var yes, provider bool
	c := &cobra.Command{
		Use:   "delete ID",
		Short: "Delete a saved import, after asking once",
		Long:  "Delete a saved import, after asking once.\n\n" + idHelp,
		Args:  oneWord("the import's ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withArchive(func(place *wire.Place, store *archive.Store) error {
				id, err := store.Match(args[0])
				if err == nil {
					_, err = store.Get(id)
				}
				if errors.Is(err, archive.ErrNotFound) {
					return fmt.Errorf("%w. \"aisdesk list\" lists the saved imports", err)
				} else if err != nil {
					return err
				}
				if !yes && !a.agreed("Delete import "+id+" from this machine? It cannot be undone. [y/N] ") {
					return errors.New("nothing was deleted. --yes deletes without asking")
				}
				return place.Backend().Delete(c.Context(), id, provider)
			})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	c.Flags().BoolVar(&provider, "provider", false, "delete the provider's copy of the owner's data too")
	return c
}

// agreed asks on the terminal; without an answer it is a no.
func (a *app) agreed(question string) bool {
	fmt.Fprint(a.Err, question)
	var answer string
	if _, err := fmt.Fscanln(a.In, &answer); errors.Is(err, io.EOF) {
		fmt.Fprintln(a.Err) // nobody pressed Enter
	}
	return strings.EqualFold(answer, "y") || strings.EqualFold(answer, "yes")
}

func (a *app) purgeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "purge",
		Short: "Delete the saved imports whose time is over",
		Args:  noWords,
		RunE: func(c *cobra.Command, _ []string) error {
			place, err := a.place(sandboxFlags{})
			if err != nil {
				return err
			}
			defer place.Close()
			n, err := place.Backend().Purge(c.Context())
			fmt.Fprintf(a.Out, "%s deleted.\n", count(n, "expired import"))
			return err
		},
	}
}

func (a *app) encryptCommand() *cobra.Command {
	var older bool
	c := &cobra.Command{
		Use:   "encrypt passphrase|keyring",
		Short: "Encrypt what is saved from now on",
		Long: `Encrypt what is saved from now on, with a key that a passphrase opens or that the system's keyring holds. Imports
that are saved already stay as they are unless --older seals them too. Without the passphrase or the keyring nobody can
read what was saved.`,
		Args:      cobra.MatchAll(oneWord("passphrase or keyring"), knownWord),
		ValidArgs: []string{string(archive.KeyPassphrase), string(archive.KeyKeyring)},
		RunE: func(c *cobra.Command, args []string) error {
			return a.withArchive(func(place *wire.Place, store *archive.Store) error {
				return a.encrypt(c.Context(), place, store, archive.KeyKind(args[0]), older)
			})
		},
	}
	c.Flags().BoolVar(&older, "older", false, "seal the imports that are saved already")
	return c
}

func (a *app) encrypt(ctx context.Context, place *wire.Place, store *archive.Store, kind archive.KeyKind, older bool) error {
	if err := a.setUpEncryption(ctx, place, store, kind); err != nil {
		return err
	}
	fmt.Fprintln(a.Out, "Imports are encrypted from now on.")
	if older {
		n, err := store.EncryptExisting(ctx)
		fmt.Fprintf(a.Out, "%s sealed.\n", count(n, "older import"))
		return err
	}
	return nil
}

// setUpEncryption makes the key that opens imports, or unlocks the one that is in use.
func (a *app) setUpEncryption(ctx context.Context, place *wire.Place, store *archive.Store, kind archive.KeyKind) error {
	now, _ := store.Encryption()
	switch {
	case now != archive.KeyNone && now != kind:
		return otherKind(now)
	case now != archive.KeyNone:
		return place.Unlock(ctx) // set up already: there is only the rest to seal
	}
	var err error
	if kind == archive.KeyKeyring {
		err = store.SetKeyring(ctx)
	} else {
		err = a.setPassphrase(store)
	}
	if now, _ := store.Encryption(); errors.Is(err, archive.ErrAlreadyEncrypted) && now != kind {
		return otherKind(now)
	}
	if errors.Is(err, archive.ErrAlreadyEncrypted) && errors.Is(err, archive.ErrPassphrase) {
		return errOtherPassphrase
	}
	return err
}

// otherKind says that the archive's key is kept in another way than the one asked for.
func otherKind(now archive.KeyKind) error {
	return fmt.Errorf("imports are encrypted already, with a key that the %s opens, and it stays so", now)
}

// errOtherPassphrase is what the second of two programs that set up encryption at once says.
var errOtherPassphrase = errors.New("another program has just set up encryption with another passphrase, and that one counts. " +
	"Nothing is encrypted with yours. Run the command again with the other passphrase")
