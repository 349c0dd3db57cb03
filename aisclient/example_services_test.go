package aisclient_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"aisdesk/aisclient"
)

func ExampleClient_Catalog() {
	client, stop := provider()
	defer stop()
	r, err := client.Catalog(ctx, aisclient.CatalogRequest{Country: "pl", AccessMode: "SINGLE"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, bank := range r.Targets {
		fmt.Println(bank.Name, bank.OfficialName, bank.Supports("DefaultImportCommand"))
	}
	// Output: KontoBankApi Konto Bank true
}

func ExampleClient_Scores() {
	client, stop := provider()
	defer stop()
	r, err := client.Scores(ctx, "app-1")
	if errors.Is(err, aisclient.ExceptionName("NoDataToCalculateScore")) {
		fmt.Println("not available")
		return
	}
	fmt.Println(r.Models[0].Score, r.Models[0].Tier)
	// Output: 0.6125 C
}

func ExampleClient_AccountsSummary() {
	client, stop := provider()
	defer stop()
	req := year
	req.Categories = []aisclient.Category{aisclient.Label("salary")}
	r, err := client.AccountsSummary(ctx, req)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, account := range r.Parts {
		for _, v := range account.Values {
			fmt.Printf("%s %s %s\n", account.Key, v.Name, v.JSON)
		}
	}
	// Output: PL61109010140000071219812874 label:salary {"count":1,"sum":4200.00}
}

func ExampleClient_OwnerSummary() {
	client, stop := provider()
	defer stop()
	req := year
	req.Categories = []aisclient.Category{aisclient.Label("bailiff").Or("debt collection")}
	r, err := client.OwnerSummary(ctx, req)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s %s %s\n", r.Parts[0].Key, r.Parts[0].Values[0].Name, r.Parts[0].Values[0].JSON)
	// Output: PLN label:bailiff|debt collection {"count":0}
}

func ExampleClient_IncomeConfirmation() {
	client, stop := provider()
	defer stop()
	r, err := client.IncomeConfirmation(ctx, aisclient.IncomeRequest{OwnerExternalID: "app-1", Signed: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s %s\n", r.Parts[0].Name, r.Parts[0].JSON)
	// Output: PLN {"salary":{"M-0":4200.00}}
}

func ExampleClient_Profiles() {
	client, stop := provider()
	defer stop()
	r, err := client.Profiles(ctx, "app-1")
	fmt.Println(r.Profiles, err)
	// Output: [employee] <nil>
}

func ExampleClient_UploadOwner() {
	client, stop := provider()
	defer stop()
	r, err := client.UploadOwner(ctx, aisclient.UploadRequest{OwnerExternalID: "app-1", Data: json.RawMessage(`{"transactions":[]}`), Gzip: true})
	fmt.Println(r.RequestID, err)
	// Output: q-1 <nil>
}

func ExampleLabel() {
	fmt.Println(aisclient.Label("loan").Not("bank"))
	fmt.Println(aisclient.Label("repayment").And("late payment"))
	// Output:
	// label:loan~bank
	// label:repayment&late payment
}
