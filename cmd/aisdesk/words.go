package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// oneWord lets a command take exactly one word and says what it is for.
func oneWord(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return fmt.Errorf("%s is missing: %s", what, strings.TrimSuffix(c.UseLine(), " [flags]"))
		case 1:
			return nil
		}
		return fmt.Errorf("%q is one word too many: %s", args[1], strings.TrimSuffix(c.UseLine(), " [flags]"))
	}
}

// oneWordAtMost lets a command take a word or none.
func oneWordAtMost(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return oneWord("")(c, args)
	}
	return nil
}

// knownWord refuses a word that is none of the command's.
func knownWord(c *cobra.Command, args []string) error {
	if !slices.Contains(c.ValidArgs, args[0]) {
		return fmt.Errorf("%q is neither %s", args[0], strings.Join(c.ValidArgs, " nor "))
	}
	return nil
}

// noWords refuses words. On the program itself a word is meant as a command, and the ones that are like it are named.
func noWords(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case c.HasParent():
		return fmt.Errorf("%q is one word too many: %s takes none", args[0], c.CommandPath())
	}
	c.SuggestionsMinimumDistance = 2
	hint := `"aisdesk --help" lists the commands`
	if like := c.SuggestionsFor(args[0]); len(like) > 0 {
		hint = "did you mean " + strings.Join(like, " or ") + "?"
	}
	return fmt.Errorf("there is no command %q; %s", args[0], hint)
}

// oneOfFlags refuses all but one of some flags.
func oneOfFlags(c *cobra.Command, names ...string) error {
	var given []string
	for _, n := range names {
		if c.Flags().Changed(n) {
			given = append(given, "--"+n)
		}
	}
	switch len(given) {
	case 0:
		return fmt.Errorf("say where the session comes from, by one of --%s", strings.Join(names, ", --"))
	case 1:
		return nil
	}
	return fmt.Errorf("%s cannot go together: give one of them", strings.Join(given, " and "))
}
