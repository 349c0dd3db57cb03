package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// fish writes cobra's script for fish, mended where it fails in the middle of a word: a word in quotes or with a blank came to the
// program as it was typed, quotes and all, and a value that begins with a hyphen was taken for an option of fish's own commands.
func fish(root *cobra.Command) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		plain, err := c.Flags().GetBool("no-descriptions")
		if err != nil {
			return err
		}
		var script strings.Builder
		if err := root.GenFishCompletion(&script, !plain); err != nil {
			return err
		}
		_, err = strings.NewReplacer(
			"function __aisdesk_perform_completion\n", fishWord+"function __aisdesk_perform_completion\n",
			"(string escape -- (commandline -ct))", "(string escape -- (__aisdesk_word))",
			"(commandline -t | string escape --style=regex)", "(__aisdesk_word | string escape --style=regex)",
			"string split --max 1 \\t $", "string split --max 1 -- \\t $",
		).WriteString(c.OutOrStdout(), script.String())
		return err
	}
}

// fishWord prints the word under the cursor as the program would get it: without the quote that is still open, or with its escapes
// undone.
const fishWord = `function __aisdesk_word
    set -l word (commandline -ct)
    string unescape -- $word; or string sub --start 2 -- $word
end

`
