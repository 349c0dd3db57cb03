package pane

import (
	"context"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// Reports writes verdicts down for the file.
type Reports interface {
	// WriteReport writes down a verdict on claims, with its findings. It is called off the UI loop.
	WriteReport(ctx context.Context, d app.Dataset, v *verify.Report, claims []verify.Claim, q app.ReportRequest) (*report.Document, error)
}
