package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// mended writes cobra's script for a shell with changes, which are texts and what stands in their place.
func mended(described, plain func(io.Writer) error, changes ...string) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		without, err := c.Flags().GetBool("no-descriptions")
		if err != nil {
			return err
		}
		write := described
		if without {
			write = plain
		}
		var script strings.Builder
		if err := write(&script); err != nil {
			return err
		}
		_, err = strings.NewReplacer(changes...).WriteString(c.OutOrStdout(), script.String())
		return err
	}
}

// fish mends where cobra's script fails in the middle of a word: a word in quotes or with a blank came to the program as it was
// typed, quotes and all, a value that begins with a hyphen was taken for an option of fish's own commands, and a single candidate of a list
// stood there again with a dot.
func fish(root *cobra.Command) func(*cobra.Command, []string) error {
	return mended(func(w io.Writer) error { return root.GenFishCompletion(w, true) }, func(w io.Writer) error { return root.GenFishCompletion(w, false) },
		"function __aisdesk_perform_completion\n", fishWord+"function __aisdesk_perform_completion\n",
		"(string escape -- (commandline -ct))", "(string escape -- (__aisdesk_word))",
		"(commandline -t | string escape --style=regex)", "(__aisdesk_word | string escape --style=regex)",
		"string split --max 1 \\t $", "string split --max 1 -- \\t $",
		"$split[1] $split[1].", "$split[1] $split[1],") // the second candidate keeps fish from closing the word: a list goes on with a comma
}

// zsh closes a quote that is still open before the line is evaluated.
func zsh(root *cobra.Command) func(*cobra.Command, []string) error {
	return mended(root.GenZshCompletion, root.GenZshCompletionNoDesc, "$(eval ${requestComp} ", `$(eval "${requestComp}${compstate[quote]}" `)
}

// fishWord prints the word under the cursor as the program would get it: without the quote that is still open, or with its escapes
// undone.
const fishWord = `function __aisdesk_word
    set -l word (commandline -ct)
    string unescape -- $word; or string sub --start 2 -- $word
end

`
