package pane

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/verify"
)

// Claims are what somebody claims about a customer, kept beside an import so that a reviewer finds them again.
type Claims interface {
	// KeptClaims returns the claims kept beside the import, nil if none are; it needs no network.
	KeptClaims(ctx context.Context, importID string) ([]verify.Claim, error)
	// KeepClaims keeps claims beside the import in place of those that were there.
	KeepClaims(ctx context.Context, importID string, claims []verify.Claim) error
}

// KeepClaims asks the root to keep claims beside a saved import; Done hears how that ended.
type KeepClaims struct {
	ImportID string
	Claims   []verify.Claim
	Done     func(error) tea.Cmd
}
