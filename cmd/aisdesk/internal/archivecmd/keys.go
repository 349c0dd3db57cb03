package archivecmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

func (prog commands) changeCommand() *cobra.Command {
	return &cobra.Command{
		Use: "change",
		Example: `  aisdesk encrypt change
  AISDESK_NEW_PASSPHRASE_FILE=~/new aisdesk encrypt change`,
		Short: "Change the passphrase of the archive",
		Long: `Change the passphrase of the archive. No import is written anew. Programs name the old passphrase's file in
AISDESK_PASSPHRASE_FILE and the new one's in AISDESK_NEW_PASSPHRASE_FILE.`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return prog.WithApp(func(a *app.App) error {
				old, err := prog.OldPassphrase()
				if err != nil {
					return err
				}
				pass, err := prog.NewPassphrase()
				if err != nil {
					return err
				}
				if err := a.Keys.ChangePassphrase(c.Context(), old, pass); err != nil {
					return err
				}
				fmt.Fprintln(prog.Out, "The new passphrase is in use. A copy of the archive from before opens with the old one.")
				return nil
			})
		},
	}
}

func (prog commands) recoveryCommand() *cobra.Command {
	return &cobra.Command{
		Use: "recovery RECIPIENT",
		Example: `  aisdesk encrypt recovery age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
  aisdesk encrypt recovery "$(age-keygen -y ~/recovery.txt)"`,
		Short: "Let the holder of an age identity open the archive, too",
		Long: `Let the holder of an age identity open the archive when the passphrase is lost or the keyring is gone. RECIPIENT is
what age-keygen prints as the public key; keep its identity file away from this machine.`,
		Args: cli.OneArg("the recipient, which begins with age1"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				if err := a.Keys.AddRecovery(c.Context(), args[0]); err != nil {
					return err
				}
				fmt.Fprintln(prog.Out, "The identity of this recipient opens the archive from now on: \"aisdesk encrypt recover FILE\".")
				return nil
			})
		},
	}
}

func (prog commands) recoverCommand() *cobra.Command {
	return &cobra.Command{
		Use: "recover IDENTITY-FILE",
		Example: `  aisdesk encrypt recover ~/recovery.txt
  aisdesk encrypt recover /media/stick/recovery.txt`,
		Short: "Open the archive with a recovery identity, and set a new passphrase",
		Args:  cli.OneArg("the age identity file"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				f, err := config.OpenFile(args[0])
				if err != nil {
					return err
				}
				defer f.Close()
				if err := a.Keys.Recover(c.Context(), f, prog.NewPassphrase); err != nil {
					return fmt.Errorf("%s: %w", text.Clean(args[0]), err)
				}
				fmt.Fprintln(prog.Out, "The new passphrase is in use.")
				if fi, err := os.Stat(args[0]); err == nil && config.OthersRead(fi) {
					// Not refused, as other secrets are: the file may lie on a stick, which has no modes, and be all that is left.
					fmt.Fprintf(prog.Err, "warning: others can read %s (mode %04o), which opens the archive: let nobody else read it (chmod 600), or keep it elsewhere\n", text.Clean(args[0]), fi.Mode().Perm())
				}
				return nil
			})
		},
	}
}

func (prog commands) trustCommand() *cobra.Command {
	var yes bool
	var caseWord, reason string
	c := &cobra.Command{
		Use: "trust",
		Example: `  aisdesk encrypt trust
  aisdesk encrypt trust --yes`,
		Short: "Accept an archive, or a case, that is not as this machine knows it",
		Long: `Accept an archive that is not as this machine knows it: its key, or what was added to it. With --case it accepts a case
of which events are gone for good that this machine has seen; that and the reason are written into the case as a note.`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case caseWord != "" && strings.TrimSpace(reason) == "":
				return cli.Usage(errors.New("--reason is missing: it stays in the case"))
			case caseWord == "" && reason != "":
				return cli.Usage(errors.New("--reason is for --case"))
			}
			return prog.WithApp(func(a *app.App) error {
				if caseWord != "" {
					return prog.trustCase(c.Context(), a, caseWord, reason, yes)
				}
				return prog.trustArchive(c.Context(), a, yes)
			})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	c.Flags().StringVar(&caseWord, "case", "", "accept the case `CASE` as it is")
	c.Flags().StringVar(&reason, "reason", "", "`TEXT` that says why, with --case")
	return c
}

func (prog commands) trustArchive(ctx context.Context, a *app.App, yes bool) error {
	doubt, trust, err := a.Keys.DoubtAll(ctx)
	if err != nil {
		return err
	}
	if doubt == nil {
		fmt.Fprintln(prog.Out, "The archive is as this machine knows it.")
		return nil
	}
	if err := prog.Agree(yes, "Attention: "+doubt.Error()+"\nDo you know of this change?", errors.New("the archive is not trusted, and nothing is saved to it")); err != nil {
		return err
	}
	return trust()
}

// trustCase accepts a case as it is. One of which nothing is left is named by its whole id.
func (prog commands) trustCase(ctx context.Context, a *app.App, word, reason string, yes bool) error {
	if err := a.Unlock(ctx); err != nil {
		return err
	}
	id, err := a.Cases.Find(ctx, word)
	if errors.Is(err, casefile.ErrNotFound) && archive.IsID(word) {
		id, err = word, nil
	}
	if err != nil {
		return err
	}
	if err := prog.Agree(yes, "Events of case "+id+" are gone that this machine has seen. Go on without them?", errors.New("the case stays as it is, and takes no act")); err != nil {
		return err
	}
	if err := cases.Accept(ctx, a.Cases.Cases, id, reason); err != nil {
		return err
	}
	fmt.Fprintf(prog.Remarks(), "case %s is accepted as it is; \"aisdesk case history %s\" tells of it\n", id, id)
	return nil
}

func (prog commands) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore COPY",
		Example: `  aisdesk restore /media/backup/aisdesk
  aisdesk restore ~/aisdesk-copy`,
		Short: "Take out of a copy of the archive what is missing or damaged here",
		Long: `Take out of a copy of the archive what is missing or damaged here: imports, access tokens, cases, and the key where
there is none. What is here and whole stays as it is. What lies in plain text in the copy is encrypted on the way into an
encrypted archive. What the copy does not have whole either is named. COPY is the directory of the copy.`,
		Args: cli.OneArg("the directory of the copy"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				n, err := a.Keys.Restore(c.Context(), args[0])
				if err == nil || n.Imports > 0 || n.Cases > 0 {
					fmt.Fprintf(prog.Out, "%s and %s restored.\n", english.Plural(n.Imports, "import", "imports"), english.Plural(n.Cases, "case", "cases"))
				}
				if n.Key {
					fmt.Fprintln(prog.Out, "The archive's key was restored.")
				}
				if n.Secrets > 0 {
					fmt.Fprintf(prog.Out, "%s restored.\n", english.Plural(n.Secrets, "access token", "access tokens"))
				}
				for _, id := range n.Deleted {
					fmt.Fprintf(prog.Err, "warning: import %s was deleted here, and is back: \"aisdesk delete %s\" deletes it again\n", id, id)
				}
				return withLeft(err, n.Left)
			})
		},
	}
}

// withLeft is err with what could not be taken out of the copy.
func withLeft(err error, left []error) error {
	if len(left) == 0 {
		return err
	}
	said := fmt.Errorf("%s could not be taken out of this copy", english.Plural(len(left), "thing", "things"))
	if err == nil {
		said = fmt.Errorf("%w; all else that was missing or damaged is restored", said)
	}
	return &cli.Mistakes{Err: errors.Join(append([]error{err, said}, left...)...)}
}
