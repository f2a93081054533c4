"""What the network found, set right by what a text tells for certain; `order` says which repair follows which.

A quotation that a content holds most of belongs to it whole; a quotation that runs over paragraphs is one
speaker's; a signed quotation is the signer's; and a quotation that reads as speech is somebody's, whatever the network
made of it.
"""
