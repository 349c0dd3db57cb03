package intake

import "context"

// NextStep is what comes after an import of a customer's case.
type NextStep string

// The next steps.
const (
	// AnotherBank imports another bank of the same person, with the same ownerExternalId.
	AnotherBank NextStep = "bank"
	// AnotherApplicant imports a bank of somebody else of the case.
	AnotherApplicant NextStep = "applicant"
	// Finish ends the imports of the case.
	Finish NextStep = "finish"
)

// NextSteps are the next steps in the order in which they are offered.
func NextSteps() []NextStep { return []NextStep{AnotherBank, AnotherApplicant, Finish} }

// AskNext takes the customer's answer to what comes next, once. name is that of another applicant; empty otherwise. It blocks
// until whoever works at the desk has begun the next import, and returns the address of its page; empty where the customer
// is to wait for another link, or has finished. The error says in plain words why it cannot be.
type AskNext func(ctx context.Context, step NextStep, name string) (pageURL string, err error)
