package helpcmd

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// checkPages fails where a file that is no man page of this program stands in the place of one.
func checkPages(c *cobra.Command, dir string) error {
	name := pageOf(c, dir)
	if b, err := os.ReadFile(name); err == nil && !bytes.Contains(b, []byte(`.TH "AISDESK`)) {
		return fmt.Errorf("%s is there and is no man page of this program: nothing was written. Move it away, or name another folder", text.Clean(name))
	}
	for _, sub := range c.Commands() {
		if err := checkPages(sub, dir); err != nil {
			return err
		}
	}
	return nil
}

// pageOf is the file of a command's page.
func pageOf(c *cobra.Command, dir string) string {
	return filepath.Join(dir, strings.ReplaceAll(c.CommandPath(), " ", "-")+".1")
}

// writePages writes the pages of a command and of all below it, and leaves no part of one: on a full disk the next time would
// take it for another program's.
func writePages(c *cobra.Command, header doc.GenManHeader, dir string) error {
	for _, sub := range c.Commands() {
		if !sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			continue
		}
		if err := writePages(sub, header, dir); err != nil {
			return err
		}
	}
	var page bytes.Buffer
	if err := doc.GenMan(c, &header, &page); err != nil {
		return err
	}
	name := pageOf(c, dir)
	if err := os.WriteFile(name, page.Bytes(), 0o666); err != nil { // all may read it
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

func (prog commands) manCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "man DIR",
		Short: "Write the man pages of all commands into a folder",
		Long: `Write the man pages of all commands into a folder, which is made if it is not there. A package puts them into
share/man/man1; "man -l DIR/aisdesk.1" reads them from anywhere.`,
		Example: `  aisdesk man ./man
  aisdesk man ~/.local/share/man/man1`,
		Args: cli.OneArg("the folder"),
		RunE: func(c *cobra.Command, args []string) error {
			if args[0] == "-" {
				return cli.Usage(errors.New("the pages are many files, and go into a folder: name one"))
			}
			if err := export.NotInArchive(filepath.Join(args[0], "aisdesk.1")); err != nil {
				return err
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			root := c.Root()
			if err := checkPages(root, args[0]); err != nil {
				return err
			}
			root.DisableAutoGenTag = true
			day := time.Unix(0, 0).UTC() // the same source gives the same pages
			header := doc.GenManHeader{Title: "AISDESK", Section: "1", Source: "aisdesk " + cli.Version(), Manual: "aisdesk", Date: &day}
			if err := writePages(root, header, args[0]); err != nil {
				return fmt.Errorf("writing the man pages: %w", err)
			}
			return nil
		},
	}
	cli.NoSettings(c)
	return c
}
