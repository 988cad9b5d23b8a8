namespace Perceptron.Playground.Lab;
