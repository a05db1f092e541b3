-- How a person wants an utterance of a dataset to be read.

-- +goose Up

-- phonemes is the reading in IPA, words parted by spaces and clauses by bars;
-- empty where the utterance is read as the program reads its text.
ALTER TABLE utterances ADD COLUMN phonemes TEXT NOT NULL DEFAULT '';
