package pane

import (
	"context"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/verify"
)

// Lexicon adds entries to the user's own lexicon, and says before what they change.
type Lexicon interface {
	// LexiconWith is the lexicon with one more entry, which is not kept. The error says what is wrong with the entry.
	LexiconWith(e lexicon.Draft) (*lexicon.Set, error)
	// LexiconChange compares what the lexicon in force and another make of an import's rows, and of claims about them.
	LexiconChange(ctx context.Context, d app.Dataset, claims []verify.Claim, other *lexicon.Set) (*app.LexiconChange, error)
	// AddEntry keeps an entry in the user's file, and says so in a sentence.
	AddEntry(e lexicon.Draft) (kept string, err error)
}

// Recategorise asks that the rows of the import in front get their categories anew: the lexicon has changed.
type Recategorise struct{}
