package io.parm.training.data;

import java.util.List;

/**
 * What a service is to learn: a training and a test set, and what a manifest says of their inputs and labels.
 *
 * @param name the name on the command line
 * @param train images to train and to validate on
 * @param test images that only the final evaluation sees
 * @param labels class names in order
 * @param normalisation what the images are normalised with
 * @param mirrored whether a mirrored image is still of its class, so that training may mirror it
 * @param source where the data came from, for the manifest
 */
public record Task(
        String name,
        Images train,
        Images test,
        List<String> labels,
        Images.Normalisation normalisation,
        boolean mirrored,
        String source) {}
